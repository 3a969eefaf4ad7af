package dev.parley.loadtest.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/// Counts delays by size, exact to three percent, from a microsecond to half an hour; written by several loops.
final class DelayHistogram {
    private static final int STEPS_PER_DOUBLING = 32;
    private static final int DOUBLINGS = 31;
    private static final long US = 1_000;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS_PER_DOUBLING * DOUBLINGS);

    void add(long delayNs) {
        counts.incrementAndGet(bucket(Math.max(1, delayNs / US)));
    }

    void reset() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /// The delay that this share of packets (0..1) did not exceed, in ms; 0 when nothing was counted.
    double quantileMs(double share) {
        long before = (long) (share * count());
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen > before) {
                return upperUs(i) / 1e3;
            }
        }
        return 0;
    }

    /// The position of the highest bit, and the five bits behind it.
    private static int bucket(long us) {
        int doubling = 63 - Long.numberOfLeadingZeros(us);
        int step = (int) ((us << 5 >>> doubling) - STEPS_PER_DOUBLING);
        return Math.min(doubling, DOUBLINGS - 1) * STEPS_PER_DOUBLING + step;
    }

    private static double upperUs(int bucket) {
        int doubling = bucket / STEPS_PER_DOUBLING;
        int step = bucket % STEPS_PER_DOUBLING;
        return Math.scalb(1 + (step + 1) / (double) STEPS_PER_DOUBLING, doubling);
    }
}
