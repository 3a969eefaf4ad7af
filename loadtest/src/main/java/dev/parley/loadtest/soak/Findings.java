package dev.parley.loadtest.soak;

import java.util.List;

/// All that a soak has seen.
///
/// @param heap after a collection, in bytes
/// @param resident memory of the process, in bytes
/// @param stuckSlots one line each
/// @param failures one line for each deed that was not granted or media that was lost
record Findings(
        List<Trend.Point> heap,
        List<Trend.Point> resident,
        Level before,
        Level after,
        List<String> stuckSlots,
        List<String> failures,
        long visits,
        long frames,
        long lostPackets) {
    Findings {
        heap = List.copyOf(heap);
        resident = List.copyOf(resident);
        stuckSlots = List.copyOf(stuckSlots);
        failures = List.copyOf(failures);
    }
}
