package dev.parley.media.ingress;

import java.util.Arrays;

/// Bits per second over the last second, in eight buckets. No allocation per packet.
public final class RateMeter {
    private static final int BUCKETS = 8;
    private static final long BUCKET_NS = 125_000_000;

    private final long[] bytes = new long[BUCKETS];
    private long bucket = Long.MIN_VALUE;

    public void add(int packetBytes, long nowNs) {
        advance(nowNs);
        bytes[(int) (bucket & BUCKETS - 1)] += packetBytes;
    }

    public long bps(long nowNs) {
        advance(nowNs);
        long sum = 0;
        for (long some : bytes) {
            sum += some;
        }
        return sum * 8;
    }

    private void advance(long nowNs) {
        long now = Math.floorDiv(nowNs, BUCKET_NS);
        if (now - BUCKETS >= bucket) {
            Arrays.fill(bytes, 0);
        } else {
            for (long b = bucket + 1; b <= now; b++) {
                bytes[(int) (b & BUCKETS - 1)] = 0;
            }
        }
        bucket = Math.max(bucket, now);
    }
}
