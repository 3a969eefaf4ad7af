package dev.parley.operator.app;

import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.ClusterReason;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.crds.conditions.Reason;
import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import dev.parley.operator.status.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;

/// What the resources are like, in numbers: how many are stalled and why, and of each RegionEdge how many
/// media nodes it wishes for and has in which phase. Whoever does not lead knows of none.
final class ResourceMeters {
    private final MeterRegistry registry;
    private final Controllers controllers;
    private final MultiGauge wished;
    private final MultiGauge nodes;

    ResourceMeters(MeterRegistry registry, Controllers controllers) {
        this.registry = registry;
        this.controllers = controllers;
        this.wished = MultiGauge.builder("parley_operator_nodes_wished").register(registry);
        this.nodes = MultiGauge.builder("parley_operator_nodes").register(registry);
        stalled("meetingcluster", controllers.clusters(), ClusterReason.values());
        stalled("regionedge", controllers.edges(), EdgeReason.values());
        stalled("recordingjob", controllers.recordings(), RecordingReason.values());
    }

    private void stalled(String controller, Standing standing, Reason... reasons) {
        for (Reason reason : reasons) {
            Gauge.builder("parley_operator_stalled", standing, it -> it.stalled(reason))
                    .tag("controller", controller)
                    .tag("reason", reason.word())
                    .strongReference(true)
                    .register(registry);
        }
    }

    /// As of now: regions come and go.
    void refresh() {
        var edges = controllers.edges().edges().toList();
        wished.register(edges.stream().map(ResourceMeters::wished).toList(), true);
        nodes.register(edges.stream().flatMap(it -> phases(it).stream()).toList(), true);
    }

    private static Row<Number> wished(RegionEdge edge) {
        return Row.of(tags(edge), edge.getSpec().replicas());
    }

    /// Every phase: on a graph, a line at 0 says more than one that is not there.
    private static List<Row<Number>> phases(RegionEdge edge) {
        List<Node> there =
                edge.getStatus() == null ? List.of() : edge.getStatus().nodes();
        return Arrays.stream(NodePhase.values())
                .map(phase -> Row.of(
                        tags(edge).and("phase", phase.word()),
                        there.stream().filter(it -> it.phase() == phase).count()))
                .toList();
    }

    private static Tags tags(RegionEdge edge) {
        return Tags.of(
                "edge_namespace",
                edge.getMetadata().getNamespace(),
                "edge",
                edge.getMetadata().getName());
    }
}
