package dev.parley.loadtest.report;

import java.util.Arrays;
import java.util.Locale;

/// A row of times, in their order.
public final class Quantiles {
    private static final double NS_PER_MS = 1e6;

    private final long[] sortedNs;

    private Quantiles(long[] sortedNs) {
        this.sortedNs = sortedNs;
    }

    public static Quantiles of(long[] timesNs) {
        long[] sorted = timesNs.clone();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    public int count() {
        return sortedNs.length;
    }

    /// The time that this share of all (0..1) did not exceed; 0 when there are none.
    public double ms(double share) {
        if (sortedNs.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sortedNs.length);
        return sortedNs[Math.clamp(rank - 1, 0, sortedNs.length - 1)] / NS_PER_MS;
    }

    /// A table's three cells: median, 99th percentile, longest.
    public String cells() {
        return String.format(Locale.ROOT, "%.1f | %.1f | %.1f", ms(0.5), ms(0.99), ms(1));
    }
}
