package dev.parley.rtc.bandwidth;

/// Counts packets until there are enough to speak of a share.
final class LossWindow {
    /// Fewer packets say nothing: one lost of ten is chance. libwebrtc wants 20.
    private static final int LEAST_PACKETS = 20;

    private static final long LEAST_NS = 250_000_000;

    private int received;
    private int lost;
    private long sinceNs;

    void received() {
        received++;
    }

    void lost() {
        lost++;
    }

    boolean isFull(long nowNs) {
        return received + lost >= LEAST_PACKETS && nowNs - sinceNs >= LEAST_NS;
    }

    /// The lost share of the window, which begins anew.
    double take(long nowNs) {
        double fraction = (double) lost / (received + lost);
        received = 0;
        lost = 0;
        sinceNs = nowNs;
        return fraction;
    }
}
