package dev.parley.rtc.bandwidth;

import java.util.Arrays;

/// Whether the queue on the way grows: the slope of the smoothed one-way delay over the last groups, against a
/// threshold that adapts to how much this path jitters anyway (draft-ietf-rmcat-gcc-02 §5.3-§5.4, with libwebrtc's
/// line fit in place of the Kalman filter). All constants are libwebrtc's.
final class DelayTrend {
    /// What the queue does.
    enum Usage {
        NORMAL,
        OVERUSING,
        UNDERUSING
    }

    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;
    private static final double GAIN = 4;
    /// A young slope is trusted less.
    private static final int TRUSTED_DELTAS = 60;

    private static final int MAX_DELTAS = 1_000;
    private static final double FIRST_THRESHOLD_MS = 12.5;
    private static final double LEAST_THRESHOLD_MS = 6;
    private static final double GREATEST_THRESHOLD_MS = 600;
    /// A spike beyond the threshold by more than this does not teach the threshold. §5.4.
    private static final double SPIKE_MS = 15;

    private static final double THRESHOLD_UP = 0.0087;
    private static final double THRESHOLD_DOWN = 0.039;
    private static final double LONGEST_ADAPTATION_MS = 100;
    /// The trend must stay high for so long before it counts.
    private static final double OVERUSE_MS = 10;

    private final double[] timesMs = new double[WINDOW];
    private final double[] delaysMs = new double[WINDOW];
    private int deltas;
    private int filled;
    private long firstUs;
    private double accumulatedMs;
    private double smoothedMs;
    private double trend;
    private double thresholdMs = FIRST_THRESHOLD_MS;
    private long thresholdUs;
    private double overusingMs = -1;
    private int overusingDeltas;
    private Usage usage = Usage.NORMAL;

    Usage usage() {
        return usage;
    }

    /// Two groups, so far apart when sent and when they had arrived; the newer had arrived at that time.
    void update(long sentDeltaUs, long arrivalDeltaUs, long arrivalUs) {
        if (deltas == 0) {
            firstUs = arrivalUs;
            thresholdUs = arrivalUs;
        }
        deltas = Math.min(deltas + 1, MAX_DELTAS);
        accumulatedMs += (arrivalDeltaUs - sentDeltaUs) / 1e3;
        smoothedMs = SMOOTHING * smoothedMs + (1 - SMOOTHING) * accumulatedMs;
        remember((arrivalUs - firstUs) / 1e3, smoothedMs);
        double before = trend;
        if (filled == WINDOW) {
            trend = slope();
        }
        detect(before, sentDeltaUs / 1e3, arrivalUs);
    }

    /// What was learnt of delay is of no use any more; what was learnt of jitter is.
    void reset() {
        deltas = 0;
        filled = 0;
        accumulatedMs = 0;
        smoothedMs = 0;
        trend = 0;
        overusingMs = -1;
        overusingDeltas = 0;
        usage = Usage.NORMAL;
        Arrays.fill(timesMs, 0);
    }

    private void remember(double timeMs, double delayMs) {
        if (filled == WINDOW) {
            System.arraycopy(timesMs, 1, timesMs, 0, WINDOW - 1);
            System.arraycopy(delaysMs, 1, delaysMs, 0, WINDOW - 1);
            filled--;
        }
        timesMs[filled] = timeMs;
        delaysMs[filled] = delayMs;
        filled++;
    }

    /// Least squares; the slope so far where all times are the same.
    private double slope() {
        double meanTime = 0;
        double meanDelay = 0;
        for (int i = 0; i < WINDOW; i++) {
            meanTime += timesMs[i] / WINDOW;
            meanDelay += delaysMs[i] / WINDOW;
        }
        double above = 0;
        double below = 0;
        for (int i = 0; i < WINDOW; i++) {
            double time = timesMs[i] - meanTime;
            above += time * (delaysMs[i] - meanDelay);
            below += time * time;
        }
        return below == 0 ? trend : above / below;
    }

    private void detect(double before, double sentDeltaMs, long nowUs) {
        double modified = Math.min(deltas, TRUSTED_DELTAS) * trend * GAIN;
        if (modified > thresholdMs) {
            overusingMs = overusingMs < 0 ? sentDeltaMs / 2 : overusingMs + sentDeltaMs;
            overusingDeltas++;
            if (overusingMs > OVERUSE_MS && overusingDeltas > 1 && trend >= before) {
                overusingMs = 0;
                overusingDeltas = 0;
                usage = Usage.OVERUSING;
            }
        } else {
            overusingMs = -1;
            overusingDeltas = 0;
            usage = modified < -thresholdMs ? Usage.UNDERUSING : Usage.NORMAL;
        }
        adapt(Math.abs(modified), nowUs);
    }

    private void adapt(double modified, long nowUs) {
        double elapsedMs = Math.min((nowUs - thresholdUs) / 1e3, LONGEST_ADAPTATION_MS);
        thresholdUs = nowUs;
        if (modified > thresholdMs + SPIKE_MS) {
            return;
        }
        double speed = modified < thresholdMs ? THRESHOLD_DOWN : THRESHOLD_UP;
        double adapted = thresholdMs + speed * (modified - thresholdMs) * elapsedMs;
        thresholdMs = Math.clamp(adapted, LEAST_THRESHOLD_MS, GREATEST_THRESHOLD_MS);
    }
}
