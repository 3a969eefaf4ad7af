package dev.parley.media.load;

import java.util.List;

/// A node's counters at one moment. They only grow.
///
/// @param processCpuNs of all threads of the process
/// @param cores that the process may use
public record Sample(long atNs, long processCpuNs, int cores, List<Loop> loops) {
    /// One loop of it.
    ///
    /// @param packets in and out
    /// @param ticks of its timer, and how late they were, all together
    public record Loop(long cpuNs, long packets, long bytesOut, long ticks, long lateNs) {}

    public Sample {
        loops = List.copyOf(loops);
    }
}
