package dev.parley.media.egress;

import dev.parley.rtc.bandwidth.SendHistory;
import dev.parley.rtc.bandwidth.SendSideEstimator;
import dev.parley.rtc.packets.feedback.Arrivals;

/// How much one receiver's path carries, and what was sent over it. Measured by transport-cc feedback where the client
/// offered it; else told by REMB, or guessed and corrected by loss.
public final class SendRate {
    /// Where an unmeasured path starts: enough for one good picture.
    static final long UNMEASURED_BPS = 4_000_000;

    /// Less than this shows nobody: one small layer.
    static final long LEAST_BPS = 150_000;

    /// A told limit (REMB) is forgotten after this long without another.
    static final long TOLD_NS = 5_000_000_000L;

    /// Above a tenth of packets lost (26 of 256) an unmeasured path is used less, below a fiftieth more; the bounds and
    /// factors of GCC's loss-based controller (draft-ietf-rmcat-gcc-02 §6).
    static final int HIGH_LOSS = 26;

    static final int LOW_LOSS = 5;
    static final double INCREASE = 1.05;

    private final boolean measured;
    private final SendHistory history = new SendHistory();
    private final SendSideEstimator estimator;
    private int transportSequence;
    private long unmeasuredBps;
    private long toldBps;
    private long toldNs;

    public SendRate(RateState state, boolean measured) {
        this.measured = measured;
        this.transportSequence = state.transportSequence();
        this.unmeasuredBps = state.estimateBps();
        this.estimator = new SendSideEstimator(history, state.estimateBps());
    }

    /// What a session starts with.
    public static RateState fresh(boolean measured) {
        return new RateState(0, measured ? SendSideEstimator.START_BPS : UNMEASURED_BPS);
    }

    public RateState state() {
        return new RateState(transportSequence, measured ? estimator.estimateBps() : unmeasuredBps);
    }

    /// The transport-wide sequence number of the packet that is written next.
    int nextTransportSequence() {
        transportSequence = transportSequence + 1 & 0xFFFF;
        return transportSequence;
    }

    /// That packet has left, with so many bytes.
    void sent(int bytes, long nowNs) {
        if (measured) {
            history.sent(transportSequence, bytes, nowNs);
        }
    }

    public void feedback(Arrivals feedback, long nowNs) {
        estimator.onFeedback(feedback, nowNs);
    }

    /// Packets to this receiver take another way from now on.
    public void rerouted(long nowNs) {
        estimator.rerouted(nowNs);
    }

    /// The receiver itself says how much it can take (draft-alvestrand-rmcat-remb-03).
    public void limitTold(long bps, long nowNs) {
        toldBps = bps;
        toldNs = nowNs;
    }

    /// A receiver report came (RFC 3550 §6.4.1).
    ///
    /// @param fractionLost of 256
    public void lossReported(int fractionLost, long nowNs) {
        if (measured || told(nowNs)) {
            return;
        }
        if (fractionLost > HIGH_LOSS) {
            unmeasuredBps = Math.max(LEAST_BPS, (long) (unmeasuredBps * (1 - 0.5 * fractionLost / 256)));
        } else if (fractionLost < LOW_LOSS) {
            unmeasuredBps = Math.min(UNMEASURED_BPS, (long) (unmeasuredBps * INCREASE));
        }
    }

    private boolean told(long nowNs) {
        return toldBps > 0 && nowNs - toldNs < TOLD_NS;
    }

    public long budgetBps(long nowNs) {
        if (measured) {
            return estimator.estimateBps();
        }
        return told(nowNs) ? toldBps : unmeasuredBps;
    }

    /// What would be sent if everything fitted.
    void wanted(long bps) {
        estimator.wantedBps(bps);
    }

    int probeBytes(long nowNs) {
        return measured ? estimator.probeBytes(nowNs) : 0;
    }

    void probed(int bytes, long nowNs) {
        sent(bytes, nowNs);
        estimator.probed(bytes, nowNs);
    }
}
