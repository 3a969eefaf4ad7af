package dev.parley.loadtest.breakout;

import java.util.Collection;
import java.util.LongSummaryStatistics;

/// How evenly something is spread over those who could have it. Pure.
record Spread(String what, int over, long most, double mean) {
    static Spread of(String what, Collection<Long> counts) {
        LongSummaryStatistics all = counts.stream().mapToLong(it -> it).summaryStatistics();
        return new Spread(what, counts.size(), counts.isEmpty() ? 0 : all.getMax(), all.getAverage());
    }

    /// 1 is even.
    double skew() {
        return mean == 0 ? 0 : most / mean;
    }
}
