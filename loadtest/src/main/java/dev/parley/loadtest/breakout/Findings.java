package dev.parley.loadtest.breakout;

import dev.parley.loadtest.report.Quantiles;
import java.util.List;

/// What a run has seen.
///
/// @param joinSeconds from the first to the last who came in
/// @param broadcasts from the host's word to each who hears it
/// @param missing packets that never came
/// @param busyPercent of the time in which something waited for a processor
record Findings(
        double joinSeconds,
        List<Change> changes,
        Quantiles broadcasts,
        List<Spread> spreads,
        Leaks leaks,
        long missing,
        List<String> trouble,
        double busyPercent) {
    /// Those that the aims are about: a system that has just been started does everything for the first time
    /// in the first round, and its compiler works beside it.
    List<Change> warm() {
        return changes.size() > 2 ? changes.subList(2, changes.size()) : changes;
    }

    /// Every packet that anybody received, by what it means.
    ///
    /// @param together on the way to the same place, one of both ends was told first
    /// @param early likewise, before either was told
    /// @param unmarked of nobody whom we know
    /// @param worstMs how long after its receiver was told to be elsewhere a packet still came
    record Leaks(long packets, long together, long early, long overtaken, long leaked, long unmarked, double worstMs) {}
}
