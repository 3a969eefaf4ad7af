package dev.parley.signaling.store;

import java.util.Arrays;
import java.util.Optional;

/// What is to happen when a timer is due. The subject tells to whom or what of the room.
public enum TimerKind {
    /// A participant without a sign of life leaves: presence is a lease (ADR-0009). Subject: the participant.
    PRESENCE("presence"),
    /// The breakout rooms are told that they end soon.
    BREAKOUTS_WARN("breakoutsWarn"),
    /// The breakout rooms end, everyone returns.
    BREAKOUTS_END("breakoutsEnd"),
    /// Somebody has waited long enough to be let in. Subject: the participant.
    WAITING_TIMEOUT("waitingTimeout"),
    /// Nobody is in the room any more, so it closes.
    ROOM_EMPTY("roomEmpty"),
    /// No media node has returned within the time, so the meeting ends.
    NO_MEDIA("noMedia"),
    /// There may be webhooks to deliver. Subject: the endpoint.
    WEBHOOK("webhook");

    private final String word;

    TimerKind(String word) {
        this.word = word;
    }

    /// As it is written in the store, metrics and logs.
    public String word() {
        return word;
    }

    public static Optional<TimerKind> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
