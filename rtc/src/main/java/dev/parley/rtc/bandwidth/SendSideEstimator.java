package dev.parley.rtc.bandwidth;

import dev.parley.rtc.packets.feedback.Arrivals;

/// What a path to one receiver carries, from that receiver's transport-cc feedback (draft-ietf-rmcat-gcc-02): the
/// trend of its delay, its loss, and probes while the application would like to send more than the estimate. Works
/// only when feedback comes and on the owner's coarse tick, never per packet.
///
/// To carry it to another node [#estimateBps] is enough: it is the next one's start.
public final class SendSideEstimator {
    /// Where an unknown path starts: a small and a middle layer fit, and the first probe asks for three times
    /// this.
    public static final long START_BPS = 1_000_000;

    private static final double FIRST_PROBE = 3;
    private static final double NEXT_PROBE = 2;
    /// Periodic probes risk the running picture, so they ask for less at once.
    private static final double PERIODIC_PROBE = 1.5;
    /// As libwebrtc's, while the application sends less than it might.
    private static final long PROBE_INTERVAL_NS = 5_000_000_000L;
    /// Nobody needs more than this above the wish; the margin pays for what a probe measures too low.
    private static final double PROBE_ABOVE_WISH = 1.25;
    /// A probe that showed less than this part of its rate does not ask for another at once.
    private static final double WORTH_ANOTHER = 0.7;
    /// A path that is held up is left in peace for a while.
    private static final long QUIET_NS = 2_000_000_000L;
    /// What a change of ways does to delay and loss is over by then: packets that were on the old one or
    /// are handed on, a client that restarts ICE. A queue that fills up meanwhile is seen only by its loss,
    /// and so some seconds later.
    private static final long SETTLING_NS = 500_000_000L;
    /// Of what a held-up probe showed, as much as leaves its queue to drain.
    private static final double HELD_UP_PART = 0.95;

    private static final long FIRST_RTT_NS = 100_000_000;

    private final SendHistory history;
    private final Prober prober;
    private final RateControl rate;
    private final DelayGroups groups = new DelayGroups();
    private final DelayTrend trend = new DelayTrend();
    private final ArrivedRate arrived = new ArrivedRate();
    private final LossWindow losses = new LossWindow();
    private final ArrivalClock clock = new ArrivalClock();
    private final Recovery recovery = new Recovery();
    private double probeFactor = FIRST_PROBE;
    private long nextProbeNs = Long.MIN_VALUE;
    private long settledNs = Long.MIN_VALUE / 2;
    private long wantedBps;
    private long rttNs = FIRST_RTT_NS;

    public SendSideEstimator(SendHistory history, long startBps) {
        this.history = history;
        this.prober = new Prober(history);
        this.rate = new RateControl(startBps);
    }

    public long estimateBps() {
        return Math.max(rate.bps(), recovery.heldBps());
    }

    /// What the application would send now if all fitted. Only a wish above the estimate is worth a probe.
    public void wantedBps(long bps) {
        wantedBps = bps;
    }

    /// Packets take another way from now on. As libwebrtc at a new route, what was learnt of delay and loss is
    /// forgotten. The estimate stays, and for a moment neither is a sign of congestion.
    public void rerouted(long nowNs) {
        settledNs = nowNs + SETTLING_NS;
        groups.reset();
        trend.reset();
        losses.take(nowNs);
    }

    private boolean isSettling(long nowNs) {
        return nowNs - settledNs < 0;
    }

    /// Bytes of padding to send now, 0 when no probe is due; asked about every 25 ms. They are sent as ordinary
    /// packets of the [SendHistory] and reported by [#probed].
    public int probeBytes(long nowNs) {
        recovery.tick(nowNs);
        if (prober.isIdle() && isRecoveryDue()) {
            prober.begin(recovery.heldBps(), nowNs);
            recovery.asked();
        } else if (prober.isIdle() && isProbeDue(nowNs)) {
            double greatest = Math.max(PROBE_ABOVE_WISH * wantedBps, (double) estimateBps());
            prober.begin((long) Math.min(probeFactor * estimateBps(), greatest), nowNs);
            probeFactor = PERIODIC_PROBE;
            nextProbeNs = nowNs + PROBE_INTERVAL_NS;
        }
        return prober.due(nowNs);
    }

    /// So many bytes of padding have left, at the time that was given to [#probeBytes].
    public void probed(int bytes, long nowNs) {
        if (bytes > 0) {
            prober.probed(nowNs);
        }
    }

    private boolean isRecoveryDue() {
        return recovery.isAskDue() && trend.usage() == DelayTrend.Usage.NORMAL && !rate.losesMuch();
    }

    private boolean isProbeDue(long nowNs) {
        return wantedBps > estimateBps()
                && nowNs >= nextProbeNs
                && !isSettling(nowNs)
                && !rate.losesMuch()
                && nowNs - rate.decreasedNs() >= QUIET_NS;
    }

    /// The receiver tells what arrived when.
    public void onFeedback(Arrivals feedback, long nowNs) {
        long nowUs = nowNs / 1_000;
        long arrivalUs = clock.referenceUs(feedback);
        for (int i = 0; i < feedback.count(); i++) {
            int sequence = feedback.sequenceNumber(i);
            boolean isReceived = feedback.received(i);
            arrivalUs += isReceived ? feedback.deltaUs(i) : 0;
            int bytes = history.bytes(sequence);
            if (bytes == 0) {
                continue;
            }
            long sentUs = history.sentUs(sequence, nowUs);
            if (isReceived) {
                history.take(sequence);
                rttNs = (nowUs - sentUs) * 1_000;
                received(sentUs, arrivalUs, bytes, isSettling(nowNs));
            } else if (!prober.covers(sentUs) && !isSettling(nowNs)) {
                losses.lost();
            }
        }
        control(nowNs);
    }

    private void received(long sentUs, long arrivalUs, int bytes, boolean isSettling) {
        arrived.add(arrivalUs, bytes);
        boolean isProbed = prober.covers(sentUs);
        prober.acked(sentUs, arrivalUs, bytes);
        if (isProbed || isSettling) {
            groups.reset();
            return;
        }
        losses.received();
        if (groups.add(sentUs, arrivalUs)) {
            trend.update(groups.sentDeltaUs(), groups.arrivalDeltaUs(), groups.completedUs());
        }
    }

    private void control(long nowNs) {
        long beforeBps = rate.bps();
        judge(nowNs);
        recovery.changed(beforeBps, rate.bps(), wantedBps, nowNs);
    }

    private void judge(long nowNs) {
        if (losses.isFull(nowNs)) {
            rate.lost(losses.take(nowNs), nowNs, rttNs);
        }
        switch (prober.takeResult()) {
            case NONE -> rate.update(trend.usage(), arrived.bps(), nowNs, rttNs);
            case CARRIED -> {
                recovery.end();
                rate.carries((double) prober.resultBps());
                trend.reset();
                askOnAfter(nowNs);
            }
            case HELD_UP -> {
                recovery.end();
                rate.gives(HELD_UP_PART * prober.resultBps());
                trend.reset();
            }
        }
    }

    /// While probes succeed and more is wanted the next one follows at once.
    private void askOnAfter(long nowNs) {
        if (prober.resultBps() >= WORTH_ANOTHER * prober.rateBps()) {
            probeFactor = NEXT_PROBE;
            nextProbeNs = nowNs;
        }
    }
}
