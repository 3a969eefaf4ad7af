package dev.parley.loadtest.holes;

import java.util.ArrayList;
import java.util.List;

/// When packets of one participant and direction came; kept are the pauses between them. Nothing is
/// allocated for a packet. Noted on the clients' loops, read anywhere.
public final class Arrivals {
    /// Shorter pauses are those of any microphone: a packet each 20 ms.
    static final long LEAST_NS = 30_000_000;
    /// Pictures come every 67 ms, a round takes less than a minute.
    private static final int KEPT = 2_048;

    private static final long NEVER = Long.MIN_VALUE;

    private final long[] begins = new long[KEPT];
    private final long[] ends = new long[KEPT];
    private long count;
    private long lastNs = NEVER;

    public synchronized void arrived(long nowNs) {
        if (lastNs != NEVER && nowNs - lastNs >= LEAST_NS) {
            begins[(int) (count % KEPT)] = lastNs;
            ends[(int) (count % KEPT)] = nowNs;
            count++;
        }
        if (lastNs == NEVER || nowNs > lastNs) {
            lastNs = nowNs;
        }
    }

    /// Whether something came since then.
    public synchronized boolean since(long ns) {
        return lastNs != NEVER && lastNs >= ns;
    }

    /// The longest pause of which a part lies within this time. One that still lasts counts up to its end;
    /// when nothing ever came, all of it is one.
    public synchronized Hole longest(long fromNs, long toNs) {
        if (lastNs == NEVER) {
            return new Hole(fromNs, toNs);
        }
        Hole longest = new Hole(Math.min(lastNs, toNs), toNs);
        if (lastNs >= toNs) {
            longest = new Hole(toNs, toNs);
        }
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            if (begins[i] < toNs && ends[i] > fromNs && ends[i] - begins[i] > longest.lengthNs()) {
                longest = new Hole(begins[i], ends[i]);
            }
        }
        return longest;
    }

    /// All pauses of at least this length that ended within this time, in their order.
    public synchronized List<Hole> ended(long leastNs, long fromNs, long toNs) {
        List<Hole> holes = new ArrayList<>();
        for (long n = Math.max(0, count - KEPT); n < count; n++) {
            int i = (int) (n % KEPT);
            if (ends[i] > fromNs && ends[i] <= toNs && ends[i] - begins[i] >= leastNs) {
                holes.add(new Hole(begins[i], ends[i]));
            }
        }
        return holes;
    }
}
