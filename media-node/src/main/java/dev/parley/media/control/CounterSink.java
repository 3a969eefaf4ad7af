package dev.parley.media.control;

import java.util.Map;

/// Where a node reports its counters. Names are whole words with underscores and without the suffix `_total` of the
/// text format: `parley_packets`.
public interface CounterSink {
    /// A sum since the start; it never falls.
    void count(String name, Map<String, String> tags, long value);

    /// The same for time, shown in seconds: `parley_loop_cpu` becomes `parley_loop_cpu_seconds_total`.
    void time(String name, Map<String, String> tags, long valueNs);
}
