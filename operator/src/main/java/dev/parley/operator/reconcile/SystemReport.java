package dev.parley.operator.reconcile;

import dev.parley.crds.RegionEdge;
import dev.parley.crds.cluster.MeetingClusterStatus.Instances;
import dev.parley.crds.cluster.MeetingClusterStatus.Region;
import dev.parley.crds.conditions.ClusterReason;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.operator.desired.Part;
import dev.parley.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a MeetingCluster stands, read off what it owns. Pure.
final class SystemReport {
    private static final String PROGRESS = "Progressing";
    private static final String TOO_LONG = "ProgressDeadlineExceeded";

    private SystemReport() {}

    static Verdict of(@Nullable Deployment signaling) {
        if (signaling == null || signaling.getStatus() == null) {
            return new Verdict.Reconciling(ClusterReason.PROGRESSING, "signaling is being made", false);
        }
        DeploymentStatus status = signaling.getStatus();
        int wished = number(signaling.getSpec().getReplicas());
        int updated = number(status.getUpdatedReplicas());
        int ready = number(status.getReadyReplicas());
        boolean serving = ready > 0;
        String counts = "signaling: %d of %d ready, %d of this version".formatted(ready, wished, updated);
        if (hasGivenUp(status)) {
            return new Verdict.Stalled(ClusterReason.SIGNALING_NOT_READY, counts, serving);
        }
        boolean seen = Objects.equals(
                status.getObservedGeneration(), signaling.getMetadata().getGeneration());
        if (!seen || updated < wished) {
            return new Verdict.Reconciling(
                    serving ? ClusterReason.UPDATING : ClusterReason.PROGRESSING, counts, serving);
        }
        if (ready < wished) {
            return serving
                    ? new Verdict.Reconciling(ClusterReason.PROGRESSING, counts, true)
                    : new Verdict.NotReady(ClusterReason.SIGNALING_NOT_READY, counts);
        }
        return new Verdict.Ready(ClusterReason.AS_WISHED, counts);
    }

    private static boolean hasGivenUp(DeploymentStatus status) {
        return status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(it -> PROGRESS.equals(it.getType()) && TOO_LONG.equals(it.getReason()));
    }

    static Instances instances(String cluster, @Nullable Deployment signaling) {
        String selector = new TreeMap<>(Part.SIGNALING.selector(cluster))
                .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
        DeploymentStatus status = signaling == null ? null : signaling.getStatus();
        return status == null
                ? new Instances(0, 0, selector)
                : new Instances(number(status.getReplicas()), number(status.getReadyReplicas()), selector);
    }

    /// In the order of their names, so that the same is always told alike.
    static List<Region> regions(Collection<RegionEdge> edges) {
        return edges.stream()
                .map(SystemReport::region)
                .collect(Collectors.toMap(Region::name, Function.identity(), (one, _) -> one, TreeMap::new))
                .values()
                .stream()
                .sorted(Comparator.comparing(Region::name))
                .toList();
    }

    private static Region region(RegionEdge edge) {
        RegionEdgeStatus status = edge.getStatus();
        return new Region(
                edge.getSpec().region(),
                edge.getMetadata().getName(),
                status == null ? 0 : number(status.activeNodes()),
                edge.getSpec().replicas(),
                status == null ? 0 : number(status.rooms()),
                status == null ? 0 : number(status.participants()));
    }

    private static int number(@Nullable Integer told) {
        return told == null ? 0 : told;
    }
}
