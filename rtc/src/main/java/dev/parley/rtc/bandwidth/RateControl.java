package dev.parley.rtc.bandwidth;

import dev.parley.rtc.bandwidth.DelayTrend.Usage;

/// Additive increase, multiplicative decrease (draft-ietf-rmcat-gcc-02 §5.5), bounded by loss (§6): one number that
/// follows what the path shows.
final class RateControl {
    /// Below this nothing is worth sending but sound.
    static final long LEAST_BPS = 100_000;

    /// More than any meeting needs; a bound against a feedback that lies.
    static final long GREATEST_BPS = 100_000_000;

    /// §5.5: the decrease goes to this part of what arrived, which lets the queue drain.
    private static final double DECREASE = 0.85;
    /// One decrease never takes more than this away: what arrived may be little because little was sent.
    private static final double DEEPEST_DECREASE = 0.5;
    /// §5.5: far from a known limit, 8 % a second.
    private static final double INCREASE_PER_S = 1.08;
    /// §5.5: what was never used cannot be believed; at most this much more than what arrived.
    private static final double BELIEVED = 1.5;

    private static final long BELIEVED_EXTRA_BPS = 10_000;
    private static final double NEAR_LIMIT_FROM = 0.9;
    private static final double NEAR_LIMIT_TO = 1.2;
    private static final double PACKET_BITS = 1_200 * 8.0;
    /// Detection takes this long on top of the round trip. §5.5.
    private static final double DETECTION_MS = 100;

    private static final double HIGH_LOSS = 0.10;
    private static final double LOW_LOSS = 0.02;
    private static final long LEAST_DECREASE_GAP_NS = 200_000_000;
    private static final long LONGEST_STEP_NS = 1_000_000_000;

    private double bps;
    private double limitBps;
    private double loss;
    private long changedNs;
    private long decreasedNs = Long.MIN_VALUE / 2;

    RateControl(long startBps) {
        set((double) startBps);
    }

    long bps() {
        return (long) bps;
    }

    /// When the path last proved too narrow.
    long decreasedNs() {
        return decreasedNs;
    }

    boolean losesMuch() {
        return loss > HIGH_LOSS;
    }

    /// A feedback was read.
    ///
    /// @param arrivedBps 0 when not known
    void update(Usage usage, long arrivedBps, long nowNs, long rttNs) {
        long elapsedNs = changedNs == 0 ? 0 : Math.min(nowNs - changedNs, LONGEST_STEP_NS);
        changedNs = nowNs;
        switch (usage) {
            case OVERUSING -> decrease(arrivedBps, nowNs, rttNs);
            case UNDERUSING -> {} // the queue drains: wait until it has, §5.5
            case NORMAL -> {
                if (loss < LOW_LOSS) {
                    increase(arrivedBps, elapsedNs / 1e9, rttNs / 1e6);
                }
            }
        }
    }

    /// This part of the packets of a window was lost. §6: above 10 % less, below 2 % the delay alone decides.
    void lost(double fraction, long nowNs, long rttNs) {
        loss = fraction;
        if (fraction > HIGH_LOSS && mayDecrease(nowNs, rttNs)) {
            decreasedNs = nowNs;
            set(bps * (1 - 0.5 * fraction));
        }
    }

    /// A probe came through at this rate: at least that much fits.
    void carries(double carriedBps) {
        set(Math.max(bps, carriedBps));
        limitBps = 0;
    }

    /// A probe was held up: this is what the path gives.
    void gives(double givenBps) {
        set(Math.max(givenBps, bps * DEEPEST_DECREASE));
        limitBps = givenBps;
    }

    private void decrease(long arrivedBps, long nowNs, long rttNs) {
        if (!mayDecrease(nowNs, rttNs)) {
            return;
        }
        decreasedNs = nowNs;
        double lower = DECREASE * (arrivedBps == 0 ? bps : (double) arrivedBps);
        limitBps = (double) arrivedBps;
        set(Math.clamp(lower, bps * DEEPEST_DECREASE, bps));
    }

    private boolean mayDecrease(long nowNs, long rttNs) {
        return nowNs - decreasedNs >= Math.max(LEAST_DECREASE_GAP_NS, rttNs);
    }

    private void increase(long arrivedBps, double elapsedS, double rttMs) {
        if (arrivedBps == 0 || bps >= BELIEVED * arrivedBps + BELIEVED_EXTRA_BPS) {
            return;
        }
        boolean isNearLimit = bps >= NEAR_LIMIT_FROM * limitBps && bps <= NEAR_LIMIT_TO * limitBps;
        double higher = isNearLimit
                ? bps + elapsedS * 0.5 * PACKET_BITS * 1_000 / (rttMs + DETECTION_MS)
                : bps * Math.pow(INCREASE_PER_S, elapsedS);
        set(Math.min(higher, BELIEVED * arrivedBps + BELIEVED_EXTRA_BPS));
    }

    private void set(double newBps) {
        bps = Math.clamp(newBps, (double) LEAST_BPS, (double) GREATEST_BPS);
    }
}
