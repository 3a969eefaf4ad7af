package dev.parley.media.ingress;

/// Where a stream's RTP timestamps lie in this node's time, by the sender reports of the stream (RFC 3550 §6.4.1).
/// All streams of a publisher share one [Offset], so what was captured together stays together: lips in sync.
public final class SenderClock {
    /// The least distance seen between the publisher's wall clock and ours: the path's delay is in it, its jitter
    /// is not.
    public static final class Offset {
        /// Two clocks drift apart by up to 100 ppm; the least distance is forgotten this fast.
        private static final double DRIFT = 100e-6;

        private boolean known;
        private long offsetNs;
        private long noteNs;

        void note(long publisherNs, long arrivalNs) {
            long sample = arrivalNs - publisherNs;
            long aged = offsetNs + (long) ((arrivalNs - noteNs) * DRIFT);
            offsetNs = known ? Math.min(sample, aged) : sample;
            noteNs = arrivalNs;
            known = true;
        }
    }

    private final int clockRate;
    private final Offset offset;
    private boolean known;
    private long reportNs;
    private int reportTimestamp;

    public SenderClock(int clockRate, Offset offset) {
        this.clockRate = clockRate;
        this.offset = offset;
    }

    /// A sender report came: at `ntpNs` of the publisher's wall clock its RTP clock showed `timestamp`.
    public void report(long ntpNs, int timestamp, long arrivalNs) {
        offset.note(ntpNs, arrivalNs);
        reportNs = ntpNs;
        reportTimestamp = timestamp;
        known = true;
    }

    public boolean known() {
        return known;
    }

    /// The RTP timestamp of what is captured at this moment of our time. Only when [#known()].
    public int timestampAt(long nowNs) {
        long elapsedNs = nowNs - offset.offsetNs - reportNs;
        return reportTimestamp + (int) (elapsedNs / 1_000 * clockRate / 1_000_000);
    }

    /// The moment, in our time, at which this RTP timestamp was captured. Only when [#known()].
    public long captureNs(int timestamp) {
        return reportNs + offset.offsetNs + (timestamp - reportTimestamp) * 1_000_000_000L / clockRate;
    }

    public int clockRate() {
        return clockRate;
    }
}
