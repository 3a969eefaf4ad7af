package dev.parley.operator.fleet;

import dev.parley.crds.edge.NodePhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is written down of a node in the status of its RegionEdge.
///
/// @param uid which pod it speaks of; the next one of the same name begins anew
public record NodeRecord(
        String name,
        @Nullable String uid,
        NodePhase phase,
        @Nullable Cause cause,
        @Nullable Instant drainStartedAt,
        @Nullable Instant drainDeadline) {

    static NodeRecord starting(String name, @Nullable String uid) {
        return new NodeRecord(name, uid, NodePhase.STARTING, null, null, null);
    }

    /// As a StatefulSet names its pods.
    int ordinal() {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    NodeRecord at(NodePhase next, @Nullable Cause why) {
        return new NodeRecord(name, uid, next, why, drainStartedAt, drainDeadline);
    }

    NodeRecord draining(Cause why, Instant from, Instant until) {
        return new NodeRecord(name, uid, NodePhase.DRAINING, why, from, until);
    }

    /// As if nothing had been wanted of it.
    NodeRecord free(NodePhase next) {
        return new NodeRecord(name, uid, next, null, null, null);
    }

    /// On the way from cordon to deletion.
    boolean isGoing() {
        return switch (phase) {
            case CORDONED -> cause != null && cause.drains();
            case DRAINING, DRAINED, DELETED -> true;
            case STARTING, ACTIVE, LOST -> false;
        };
    }
}
