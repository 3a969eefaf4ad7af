package dev.parley.loadtest.soak;

import dev.parley.room.Source;

/// What somebody in a meeting does next.
sealed interface Deed {
    /// Nothing for a while.
    record Wait(long ms) implements Deed {}

    record Mute(Source source, boolean muted) implements Deed {}

    /// The voice gets louder or softer.
    ///
    /// @param level decibels below overload; 127: falls silent
    record Speak(int level) implements Deed {}

    /// Looks at everybody in pictures of so many lines.
    record Watch(int height) implements Deed {}

    record Chat(String text) implements Deed {}

    record RaiseHand(boolean raised) implements Deed {}

    /// The socket breaks, and another comes in its place.
    record Reconnect() implements Deed {}

    /// A new offer replaces the media session.
    record Reopen() implements Deed {}

    /// Says goodbye.
    record Leave() implements Deed {}

    /// Is gone without a word, as a laptop that is closed.
    record Vanish() implements Deed {}
}
