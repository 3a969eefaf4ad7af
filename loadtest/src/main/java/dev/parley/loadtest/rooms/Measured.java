package dev.parley.loadtest.rooms;

import dev.parley.loadtest.report.Quantiles;
import dev.parley.loadtest.rooms.RedisGauge.Cost;
import java.util.Map;

/// What one operation cost.
///
/// @param cpuUs of Redis, each
/// @param commands that Redis did for all of them, those inside of scripts too
record Measured(String what, int times, double cpuUs, Quantiles latency, Map<String, Cost> commands) {
    /// Time inside of commands, each; what is inside of a script counts by itself and with its script.
    double commandsUs() {
        return commands.values().stream().mapToLong(Cost::us).sum() / (double) times;
    }
}
