package dev.parley.operator.fleet;

import java.util.List;

/// A fleet as it is seen now.
///
/// @param replicas how many pods its StatefulSet is told to have
/// @param seen its pods
/// @param records what was written down of them before
/// @param ringEpoch as it was written down
public record Fleet(int replicas, List<Seen> seen, List<NodeRecord> records, long ringEpoch) {
    public Fleet {
        seen = List.copyOf(seen);
        records = List.copyOf(records);
    }
}
