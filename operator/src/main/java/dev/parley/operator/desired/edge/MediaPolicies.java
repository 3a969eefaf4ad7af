package dev.parley.operator.desired.edge;

import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Traffic;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who may speak with media nodes, and how many may be away at once.
final class MediaPolicies {
    /// Whoever runs Prometheus names it so, whatever namespace it is in.
    private static final Map<String, String> PROMETHEUS = Map.of(Part.NAME, "prometheus");

    private static final Map<String, String> OPERATOR = Map.of(Part.NAME, Part.OPERATOR);

    private MediaPolicies() {}

    /// An eviction is let through while no more nodes are away than an update may take; the node is then
    /// drained as always, within its grace period. A node that is not ready serves nobody new and holds nobody up:
    /// dead or drained, it may always be evicted.
    static PodDisruptionBudget disruption(Edge edge, EdgeFacts facts) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Meta.of(edge.resource(), Names.media(edge.name()), edge.labels()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(edge.wish().update().maxUnavailable(facts.replicas())))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(edge.selector())
                .endSelector()
                .endSpec()
                .build();
    }

    /// Clients come from anywhere to the media ports, and are answered wherever they are; everything else is for those
    /// who need it.
    static NetworkPolicy network(Edge edge) {
        var siblings = Traffic.pods(Part.MEDIA_NODE.selector(edge.clusterName()));
        var link = List.of(Traffic.port("TCP", MediaPods.LINK_PORT));
        boolean backbone = !edge.resource().getSpec().peers().isEmpty();
        return new NetworkPolicyBuilder()
                .withMetadata(Meta.of(edge.resource(), Names.media(edge.name()), edge.labels()))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(edge.selector())
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(
                        Traffic.in(edge.exposure().protocols().stream()
                                .map(protocol -> Traffic.ports(protocol.name(), first(edge), last(edge)))
                                .toList()),
                        Traffic.in(controllers(edge), List.of(Traffic.port("TCP", MediaPods.HTTP_PORT))),
                        backbone ? Traffic.in(link) : Traffic.in(List.of(siblings), link))
                .withEgress(
                        Traffic.out(List.of(Traffic.every("UDP"))),
                        Traffic.names(),
                        backbone ? Traffic.out(List.of(Traffic.every("TCP"))) : Traffic.out(List.of(siblings), link))
                .endSpec()
                .build();
    }

    private static List<NetworkPolicyPeer> controllers(Edge edge) {
        var controllers = new ArrayList<NetworkPolicyPeer>();
        controllers.add(Traffic.pods(Part.SIGNALING.selector(edge.clusterName())));
        controllers.add(Traffic.podsAnywhere(OPERATOR));
        controllers.add(Traffic.podsAnywhere(PROMETHEUS));
        return controllers;
    }

    private static int first(Edge edge) {
        return edge.wish().firstPort();
    }

    private static int last(Edge edge) {
        int nodes = edge.mostNodes(edge.resource().getSpec().replicas());
        return edge.wish().port(edge.exposure(), nodes - 1) + edge.wish().loops() - 1;
    }
}
