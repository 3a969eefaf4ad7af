package dev.parley.media.ingress;

/// What a receiver report says of one stream (RFC 3550 §6.4.1, A.3 and A.8).
final class ReceptionStats {
    private final int clockRate;
    private long firstSequence = -1;
    private long highestSequence;
    private long received;
    private long expectedAtReport;
    private long receivedAtReport;
    private long lastTransit;
    private long jitterTimes16;

    ReceptionStats(int clockRate) {
        this.clockRate = clockRate;
    }

    void arrived(long sequence, int timestamp, long nowNs) {
        if (firstSequence < 0) {
            firstSequence = sequence;
            highestSequence = sequence;
        }
        highestSequence = Math.max(highestSequence, sequence);
        long transit = (int) (nowNs / 1_000 * clockRate / 1_000_000 - timestamp);
        if (received++ > 0) {
            long distance = Math.abs((int) (transit - lastTransit));
            jitterTimes16 += distance - ((jitterTimes16 + 8) >> 4);
        }
        lastTransit = transit;
    }

    boolean any() {
        return received > 0;
    }

    /// Lost since the last call, as a fraction of 256.
    int takeFractionLost() {
        long expected = expected() - expectedAtReport;
        long got = received - receivedAtReport;
        expectedAtReport = expected();
        receivedAtReport = received;
        long lost = Math.max(0, expected - got);
        return expected <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
    }

    /// Signed 24 bits on the wire: duplicates make it negative.
    int cumulativeLost() {
        long lost = expected() - received;
        return Math.clamp(lost, -0x80_0000, 0x7F_FFFF);
    }

    /// Cycles and sequence number, as RFC 3550 §6.4.1 wants them.
    int extendedHighest() {
        return (int) highestSequence;
    }

    int jitter() {
        return (int) (jitterTimes16 >> 4);
    }

    private long expected() {
        return firstSequence < 0 ? 0 : highestSequence - firstSequence + 1;
    }
}
