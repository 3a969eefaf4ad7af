package dev.parley.operator.fleet;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.parts.DrainPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pod of the fleet as it is seen now, and what its node says of itself.
///
/// @param report null where it does not answer
public record Seen(int ordinal, Pod pod, @Nullable Report report) {

    /// A pod.
    ///
    /// @param isCurrent whether it runs what the spec says now
    /// @param goneBy when it ends at the latest, if somebody deletes it
    /// @param stuckSince since when no machine takes it
    public record Pod(
            String name,
            String uid,
            String resourceVersion,
            Life life,
            boolean isCurrent,
            Host host,
            Ask ask,
            @Nullable Instant goneBy,
            @Nullable Instant stuckSince) {}

    /// What Kubernetes knows of the process.
    public enum Life {
        /// No process runs, so nobody is served.
        NONE,
        /// It runs, and is not ready: it starts, drains, hangs or is ill.
        RUNNING,
        READY
    }

    /// What is to become of the machine below.
    public enum Host {
        FINE,
        CORDONED
    }

    /// What somebody asked for by an annotation of the pod.
    public enum Ask {
        NOTHING,
        CORDON,
        DRAIN,
        REPLACE
    }

    /// What a node says of itself.
    public record Report(
            NodePhase phase,
            int rooms,
            int participants,
            double load,
            @Nullable DrainPolicy policy) {
        boolean isEmpty() {
            return rooms == 0 && participants == 0;
        }
    }

    boolean isLeaving() {
        return pod.goneBy() != null;
    }

    /// It takes rooms, or would if it were asked.
    boolean isActive() {
        return pod.life() == Life.READY && !isLeaving();
    }

    boolean isAlive() {
        return pod.life() != Life.NONE;
    }
}
