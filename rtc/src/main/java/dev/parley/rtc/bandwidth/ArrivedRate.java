package dev.parley.rtc.bandwidth;

import java.util.Arrays;

/// How much arrived lately, by the receiver's clock.
final class ArrivedRate {
    private static final int BUCKETS = 10;
    private static final long BUCKET_US = 50_000;
    /// Less than this and a burst would look like a river.
    private static final int LEAST_BUCKETS = 4;

    private final long[] bytes = new long[BUCKETS];
    private long first = -1;
    private long newest;

    void add(long arrivalUs, int size) {
        long bucket = Math.floorDiv(arrivalUs, BUCKET_US);
        if (first < 0 || bucket > newest + BUCKETS) {
            Arrays.fill(bytes, 0);
            first = bucket;
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            bytes[slot(newest)] = 0;
        }
        if (bucket > newest - BUCKETS) {
            bytes[slot(bucket)] += size;
        }
    }

    /// 0 while too little is known. The newest bucket is still filling and does not count.
    long bps() {
        long buckets = Math.min(newest - first, BUCKETS - 1);
        if (buckets < LEAST_BUCKETS) {
            return 0;
        }
        long sum = 0;
        for (long bucket = newest - buckets; bucket < newest; bucket++) {
            sum += bytes[slot(bucket)];
        }
        return sum * 8 * 1_000_000 / (buckets * BUCKET_US);
    }

    private static int slot(long bucket) {
        return (int) Math.floorMod(bucket, (long) BUCKETS);
    }
}
