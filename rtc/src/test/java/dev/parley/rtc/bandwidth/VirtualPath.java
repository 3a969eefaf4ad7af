package dev.parley.rtc.bandwidth;

import dev.parley.rtc.packets.rtcp.TransportFeedback;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/// A sender, a link and a receiver in virtual time, in steps of a millisecond: the sender sends video frames at what
/// it may, padding when asked; the link has a capacity, a queue, loss and jitter; feedback comes back every 50 ms.
final class VirtualPath {
    static final long MS = 1_000_000;
    static final long S = 1_000 * MS;
    private static final long ONE_WAY_NS = 20 * MS;
    private static final int PACKET_BYTES = 1_200;
    private static final long FRAME_MS = 33;

    private record Arrival(long atNs, int sequence) {}

    private record Report(long atNs, TransportFeedback feedback) {}

    final SendSideEstimator estimator;
    private final SendHistory history = new SendHistory();
    private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder();
    private final PriorityQueue<Arrival> flying = new PriorityQueue<>(Comparator.comparingLong(Arrival::atNs));
    private final ArrayDeque<Report> reports = new ArrayDeque<>();
    private final Random random;
    private long capacityBps = Long.MAX_VALUE / 16;
    private long queueNs = 300 * MS;
    private double lossShare;
    private double jitterMs;
    private double detourMs;
    private long wantedBps;
    /// What the application sends when everything fits; a node's layers may be below the estimate for long.
    private long mediaBps = Long.MAX_VALUE;

    private long nowMs = 1;
    private long freeAtNs;
    private long lastArrivalNs;
    private int sequence = 65_000;
    private long owedBytes;

    VirtualPath(long seed, long startBps) {
        random = new Random(seed);
        estimator = new SendSideEstimator(history, startBps);
    }

    VirtualPath capacity(long bps) {
        capacityBps = bps;
        return this;
    }

    VirtualPath loss(double share) {
        lossShare = share;
        return this;
    }

    VirtualPath jitter(double ms) {
        jitterMs = ms;
        return this;
    }

    /// The way is so much longer from now on.
    VirtualPath detour(double ms) {
        detourMs = ms;
        return this;
    }

    /// The sender knows that packets take another way.
    VirtualPath rerouted() {
        estimator.rerouted(nowMs * MS);
        return this;
    }

    VirtualPath wants(long bps) {
        wantedBps = bps;
        estimator.wantedBps(bps);
        return this;
    }

    VirtualPath sendsAtMost(long bps) {
        mediaBps = bps;
        return this;
    }

    VirtualPath run(double seconds) {
        long endMs = nowMs + (long) (seconds * 1_000);
        for (; nowMs < endMs; nowMs++) {
            step(nowMs * MS);
        }
        return this;
    }

    /// Time until the estimate satisfies, or the limit in seconds.
    double secondsUntil(java.util.function.LongPredicate satisfies, double limit) {
        double seconds = 0;
        while (seconds < limit && !satisfies.test(estimator.estimateBps())) {
            run(0.01);
            seconds += 0.01;
        }
        return seconds;
    }

    private void step(long nowNs) {
        if (nowMs % FRAME_MS == 0) {
            long bps = Math.min(Math.min(wantedBps, mediaBps), estimator.estimateBps());
            owedBytes += bps * FRAME_MS / 8_000;
            for (; owedBytes > 0; owedBytes -= PACKET_BYTES) {
                send(nowNs);
            }
        }
        if (nowMs % 25 == 0) {
            for (int due = estimator.probeBytes(nowNs); due > 0; due -= PACKET_BYTES) {
                send(nowNs);
                estimator.probed(PACKET_BYTES, nowNs);
            }
        }
        while (!flying.isEmpty() && flying.peek().atNs <= nowNs) {
            Arrival arrival = flying.remove();
            recorder.noteArrival(arrival.sequence, arrival.atNs);
        }
        if (nowMs % 50 == 0) {
            recorder.build(1, 2).forEach(feedback -> reports.add(new Report(nowNs + ONE_WAY_NS, feedback)));
        }
        while (!reports.isEmpty() && reports.peek().atNs <= nowNs) {
            estimator.onFeedback(reports.remove().feedback, nowNs);
        }
    }

    private void send(long nowNs) {
        history.sent(sequence, PACKET_BYTES, nowNs);
        int sent = sequence;
        sequence = sequence + 1 & 0xFFFF;
        long startNs = Math.max(freeAtNs, nowNs);
        if (startNs - nowNs > queueNs || random.nextDouble() < lossShare) {
            return;
        }
        freeAtNs = startNs + PACKET_BYTES * 8L * S / capacityBps;
        long jitterNs = (long) ((Math.abs(random.nextGaussian()) * jitterMs + detourMs) * MS);
        lastArrivalNs = Math.max(lastArrivalNs, freeAtNs + ONE_WAY_NS + jitterNs);
        flying.add(new Arrival(lastArrivalNs, sent));
    }
}
