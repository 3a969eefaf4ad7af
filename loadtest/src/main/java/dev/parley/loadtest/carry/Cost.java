package dev.parley.loadtest.carry;

import java.util.List;

/// What it costs a node to have a keeper.
///
/// @param alone CPU seconds per second without one, of each time
/// @param kept the same with one
/// @param copies of sessions a second
/// @param copyBytes a second, as they are written
/// @param linkBytes a second, as they are sent
/// @param keeperCpu CPU seconds per second of the keeper, beyond what it needs for nothing
/// @param keeperBytes of the keeper's heap for all copies
record Cost(
        int sessions,
        List<Double> alone,
        List<Double> kept,
        double copies,
        double copyBytes,
        double linkBytes,
        double keeperCpu,
        long keeperBytes) {
    Cost {
        alone = List.copyOf(alone);
        kept = List.copyOf(kept);
    }

    /// CPU seconds per second.
    double more() {
        return mean(kept) - mean(alone);
    }

    private static double mean(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
