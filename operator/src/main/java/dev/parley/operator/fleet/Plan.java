package dev.parley.operator.fleet;

import java.util.List;

/// What comes of a look at a fleet: to be written down, and then to be done.
///
/// @param replicas how many pods the StatefulSet is to have from now on
/// @param outlook where all of it stands
/// @param ringEpoch counts the changes of who takes new rooms
public record Plan(int replicas, List<NodeRecord> records, List<Act> acts, Outlook outlook, long ringEpoch) {
    public Plan {
        records = List.copyOf(records);
        acts = List.copyOf(acts);
    }

    /// Where a fleet stands, in one word.
    public enum Outlook {
        /// All nodes that are wished for take rooms, and nothing is under way.
        SETTLED,
        /// Nodes start, or come back.
        STARTING,
        SCALING,
        UPDATING,
        DRAINING,
        /// The canaries run; somebody has to say that the others may follow.
        CANARY_PAUSED,
        /// No machine takes a pod, for longer than an autoscaler of machines needs.
        UNSCHEDULABLE,
        /// A drain is over its time, and cannot be ended from here.
        OVERDUE
    }
}
