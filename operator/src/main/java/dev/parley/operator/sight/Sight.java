package dev.parley.operator.sight;

import dev.parley.operator.apply.Difference;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.edge.EdgeFacts;
import dev.parley.operator.fleet.Seen.Report;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that a pass sees of a region.
public record Sight(
        @Nullable StatefulSet set,
        List<Pod> pods,
        List<Node> machines,
        List<Service> services,
        Map<String, Report> reports) {

    /// Whether the StatefulSet is as wished and its controller has seen that: only then do pods say how far they are.
    public boolean isSettled(StatefulSet wished) {
        return set != null
                && Pods.isLookedAt(set)
                && Difference.find(wished, set, Part.OPERATOR).isEmpty();
    }

    public Optional<Pod> pod(String name) {
        return pods.stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst();
    }

    public @Nullable Node machine(@Nullable String name) {
        return machines.stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    public Optional<Service> service(String name) {
        return services.stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst();
    }

    /// Those that have an address, and are not on their way out.
    public List<EdgeFacts.Pod> reachable() {
        return pods.stream()
                .filter(it -> it.getStatus() != null && it.getStatus().getPodIP() != null)
                .filter(it -> it.getSpec().getNodeName() != null)
                .map(it -> new EdgeFacts.Pod(
                        Pods.ordinal(it),
                        it.getMetadata().getName(),
                        it.getMetadata().getUid(),
                        it.getStatus().getPodIP(),
                        it.getSpec().getNodeName()))
                .toList();
    }
}
