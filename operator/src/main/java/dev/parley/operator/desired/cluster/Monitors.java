package dev.parley.operator.desired.cluster;

import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Restricted;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What tells the Prometheus operator where metrics are, and to name their labels as alerts and dashboards do
/// (`docs/monitoring.md`).
final class Monitors {
    private static final String API = "monitoring.coreos.com/v1";

    /// What people read on panels.
    private static final Map<String, Object> POD = relabel("__meta_kubernetes_pod_name", "instance");

    private static final Map<String, Object> REGION =
            relabel("__meta_kubernetes_pod_label_" + Part.REGION.replaceAll("[^a-z]", "_"), "region");

    private Monitors() {}

    static List<GenericKubernetesResource> of(Meeting meeting) {
        return List.of(
                monitor(meeting, "ServiceMonitor", "endpoints", Part.SIGNALING),
                monitor(meeting, "PodMonitor", "podMetricsEndpoints", Part.MEDIA_NODE));
    }

    private static GenericKubernetesResource monitor(Meeting meeting, String kind, String endpoints, Part part) {
        String name = part == Part.SIGNALING ? meeting.signaling() : Names.nodes(meeting.name());
        var labels =
                Part.with(meeting.labels(part), meeting.spec().observability().monitorLabels());
        var endpoint = new TreeMap<>(Map.<String, Object>of(
                "port",
                Restricted.HTTP,
                "path",
                "/metrics",
                "interval",
                meeting.spec().observability().scrapeSeconds() + "s",
                "relabelings",
                part == Part.MEDIA_NODE ? List.of(POD, REGION) : List.of(POD)));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API)
                .withKind(kind)
                .withMetadata(Meta.of(meeting.resource(), name, labels))
                .addToAdditionalProperties(
                        "spec",
                        new TreeMap<>(Map.of(
                                "selector",
                                Map.of("matchLabels", meeting.selector(part)),
                                endpoints,
                                List.of(endpoint))))
                .build();
    }

    private static Map<String, Object> relabel(String from, String to) {
        return new TreeMap<>(Map.of("sourceLabels", List.of(from), "targetLabel", to));
    }
}
