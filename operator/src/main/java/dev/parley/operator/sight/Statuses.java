package dev.parley.operator.sight;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.edge.RegionEdgeStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A status with other conditions.
public final class Statuses {
    private Statuses() {}

    public static RegionEdgeStatus with(
            @Nullable RegionEdgeStatus status, long generation, List<Condition> conditions) {
        return status == null
                ? new RegionEdgeStatus(
                        generation,
                        conditions,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of())
                : new RegionEdgeStatus(
                        generation,
                        conditions,
                        status.replicas(),
                        status.activeNodes(),
                        status.selector(),
                        status.version(),
                        status.updatedNodes(),
                        status.ringEpoch(),
                        status.capacity(),
                        status.rooms(),
                        status.participants(),
                        status.loadPercent(),
                        status.scaling(),
                        status.nodes());
    }
}
