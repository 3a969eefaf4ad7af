package dev.parley.rtc.srtp;

import java.util.Arrays;
import java.util.Optional;

/// Why an arriving packet was refused. On the hot path these travel as negative lengths.
public enum SrtpFailure {
    /// The tag does not match: not from our peer, damaged, or more than half a sequence cycle away.
    NOT_AUTHENTIC(-1),
    /// Its index was seen before, or is too old to tell.
    REPLAYED(-2),
    /// Shorter than its own header and tag, or not version 2.
    TOO_SHORT(-3),
    /// SRTCP whose E bit is clear: WebRTC never sends it (RFC 8827 §6.5 wants every packet encrypted).
    NOT_ENCRYPTED(-4),
    /// The peer uses more SSRCs than a session can need.
    TOO_MANY_STREAMS(-5);

    private final int code;

    SrtpFailure(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// Empty for a length, that is for success.
    public static Optional<SrtpFailure> ofCode(int code) {
        return Arrays.stream(values()).filter(failure -> failure.code == code).findFirst();
    }
}
