package dev.parley.media.drain;

/// Lets so much begin in a second, evenly.
final class Pace {
    /// A second's share that may begin at once after a moment in which nothing could.
    static final long BURST_NS = 100_000_000;

    private static final long SECOND_NS = 1_000_000_000;

    private long nextNs;

    Pace(long nowNs) {
        this.nextNs = nowNs;
    }

    /// False when it is too early for one more.
    boolean take(double perSecond, long nowNs) {
        if (nowNs - nextNs < 0) {
            return false;
        }
        nextNs = Math.max(nextNs, nowNs - BURST_NS) + (long) (SECOND_NS / perSecond);
        return true;
    }
}
