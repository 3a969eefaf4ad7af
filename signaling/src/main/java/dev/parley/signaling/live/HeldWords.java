package dev.parley.signaling.live;

import dev.parley.signaling.rooms.RoomEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What is said to a room's sockets, in its order. That people are elsewhere is said only when their node has
/// taken them out of where they were (ADR-0012): a word that somebody says because they were told to be in a
/// breakout must not be heard outside of it. Everything later waits behind it. Guarded by the room's lock.
final class HeldWords {
    /// @param version of the room that the node has to confirm; 0 for what only waits its turn
    private record Word(long version, Runnable say) {}

    /// How often the same word is found waiting before it is said all the same. Two seconds: longer than a
    /// node with 500 sessions takes when everything happens for the first time and its machine is busy; and
    /// one that is lost, or knows nothing of this, keeps nobody waiting for longer.
    static final int LOOKS = 4;

    private final Queue<Word> waiting = new ArrayDeque<>();
    private long routed;
    private @Nullable Word seenWaiting;
    private int looks;

    /// Whether somebody goes into a breakout, where they will be sure to be among themselves. Who comes back
    /// to the main room is told at once: until the node has done its part, they are heard by fewer than they
    /// believe.
    static boolean goesIntoBreakout(RoomEvent event) {
        return switch (event) {
            case RoomEvent.BreakoutsOpened(var _, var moved) -> !moved.isEmpty();
            case RoomEvent.BreakoutMoved(var _, var breakout) -> breakout != null;
            case RoomEvent _ -> false;
        };
    }

    /// Says it, behind what is held.
    void say(Runnable word) {
        sayWhenRouted(0, word);
    }

    /// Says it when the node has routed whom this version of the room sends elsewhere.
    void sayWhenRouted(long version, Runnable word) {
        waiting.add(new Word(version, word));
        sayWhatMayBeSaid();
    }

    /// The node's word; other instances may hear it before they hear of the change.
    void routed(long version) {
        routed = Math.max(routed, version);
        sayWhatMayBeSaid();
    }

    /// To be called twice a second.
    void tick() {
        Word first = waiting.peek();
        looks = first != null && first.equals(seenWaiting) ? looks + 1 : 1;
        seenWaiting = first;
        if (first != null && looks > LOOKS) {
            routed(first.version());
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Says all of it now.
    void sayAll() {
        for (Word first = waiting.poll(); first != null; first = waiting.poll()) {
            first.say().run();
        }
    }

    private void sayWhatMayBeSaid() {
        for (Word first = waiting.peek(); first != null && first.version() <= routed; first = waiting.peek()) {
            waiting.remove();
            first.say().run();
        }
    }
}
