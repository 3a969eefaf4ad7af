package dev.parley.signaling.live;

/// Why a socket is closed by us, as a WebSocket close code (RFC 6455 §7.4 and the IANA registry).
public enum Closing {
    DONE(1000, "done"),
    /// Only text is spoken here.
    NOT_TEXT(1003, "not-text"),
    /// Asked for nothing, or for too much.
    POLICY(1008, "policy"),
    TOO_LARGE(1009, "too-large"),
    /// Come back at once: another instance answers, or this one with a fresh view of the room.
    RESTART(1012, "restart"),
    /// Try again later: this instance carries as many sockets as it can.
    FULL(1013, "full"),
    /// Reads more slowly than the meeting speaks.
    SLOW(1013, "slow");

    private final int code;
    private final String word;

    Closing(int code, String word) {
        this.code = code;
        this.word = word;
    }

    public int code() {
        return code;
    }

    public String word() {
        return word;
    }
}
