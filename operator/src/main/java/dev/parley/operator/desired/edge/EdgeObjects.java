package dev.parley.operator.desired.edge;

import dev.parley.crds.parts.Switch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/// Everything that a RegionEdge needs, in the order in which it is made: what a pod reads is there before it.
public final class EdgeObjects {
    private EdgeObjects() {}

    public static List<HasMetadata> of(Edge edge, EdgeFacts facts) {
        var objects = new ArrayList<HasMetadata>();
        objects.add(MediaPods.account(edge));
        objects.addAll(NodeSettings.of(edge, facts));
        objects.addAll(MediaServices.of(edge, facts));
        if (edge.system().networkPolicies() == Switch.ENABLED) {
            objects.add(MediaPolicies.network(edge));
        }
        objects.add(MediaPolicies.disruption(edge, facts));
        objects.add(MediaPods.of(edge, facts));
        return objects;
    }
}
