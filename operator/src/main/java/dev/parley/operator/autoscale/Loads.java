package dev.parley.operator.autoscale;

/// The load of a region now.
///
/// @param replicas nodes that are wished for
/// @param active nodes that take rooms and told their load
/// @param sum of their load ratios, each 0..1
/// @param isSettled whether nothing is under way: what is drained or starts makes every load look like another
public record Loads(int replicas, int active, double sum, boolean isSettled) {
    private static final int PERCENT = 100;

    int meanPercent() {
        return active == 0 ? 0 : percentOver(active);
    }

    /// What the mean would be with so many nodes.
    int percentOver(int nodes) {
        return (int) Math.round(sum * PERCENT / nodes);
    }
}
