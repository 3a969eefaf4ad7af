package dev.parley.media.ingress;

/// How loud a source has been of late: a moving average of its RFC 6464 levels.
public final class Loudness {
    /// Weight of one packet of 20 ms: the average follows a voice in about a fifth of a second, so that a cough
    /// does not take the floor.
    private static final double WEIGHT = 0.1;

    /// A source that sends nothing (DTX, gone) falls silent this fast, in decibels a second.
    private static final double DECAY_PER_SECOND = 60;

    private double average;
    private long heardNs;

    /// Notes the level of one packet.
    ///
    /// @param decibelsBelowOverload 0 (loudest) to 127 (silence)
    public void hear(int decibelsBelowOverload, long nowNs) {
        average = at(nowNs) * (1 - WEIGHT) + (127 - decibelsBelowOverload) * WEIGHT;
        heardNs = nowNs;
    }

    /// Decibels above silence, 0 to 127.
    public double at(long nowNs) {
        double quietSeconds = Math.max(0, (nowNs - heardNs) / 1e9 - 0.1);
        return Math.max(0, average - quietSeconds * DECAY_PER_SECOND);
    }

    public void silence() {
        average = 0;
    }
}
