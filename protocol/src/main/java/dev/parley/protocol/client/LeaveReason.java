package dev.parley.protocol.client;

/// Why a participant is no longer in the room, as the others are told.
public enum LeaveReason {
    /// Said so.
    LEFT("left"),
    /// Its socket was gone for longer than the grace time.
    TIMEOUT("timeout"),
    /// A host or the server API put it out.
    REMOVED("removed"),
    /// The media session of a participant that has nothing else (WHIP, WHEP) ended.
    MEDIA_CLOSED("mediaClosed");

    private final String word;

    LeaveReason(String word) {
        this.word = word;
    }

    /// As it is written in JSON and metrics.
    public String word() {
        return word;
    }
}
