package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.operator.desired.Part;
import dev.parley.operator.sight.Machines;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a RegionEdge watches: what it owns, its pods, its MeetingCluster, and the machines.
final class EdgeWatches {
    /// What the operator makes for a RegionEdge. Pods are made by their StatefulSet.
    static final List<Class<? extends HasMetadata>> OWNED = List.of(
            ServiceAccount.class,
            ConfigMap.class,
            Service.class,
            EndpointSlice.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            StatefulSet.class);

    private EdgeWatches() {}

    static Watches<RegionEdge> of(EventSourceContext<RegionEdge> context) {
        var watches = new Watches<>(context, Part.MANAGED_BY + "=" + Part.OPERATOR + "," + Part.EDGE);
        OWNED.forEach(watches::on);
        watches.on(
                watches.configuration(Pod.class)
                        .withSecondaryToPrimaryMapper(pod -> Set.of(new ResourceID(
                                pod.getMetadata().getLabels().get(Part.EDGE),
                                pod.getMetadata().getNamespace())))
                        .build(),
                Pod.class);
        watches.on(
                InformerEventSourceConfiguration.from(MeetingCluster.class, RegionEdge.class)
                        .withName("clusters")
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(cluster -> edges(context, edge -> isOf(edge, cluster)))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(now.getSpec(), before.getSpec()))
                        .build(),
                MeetingCluster.class);
        watches.on(
                InformerEventSourceConfiguration.from(Node.class, RegionEdge.class)
                        .withName("machines")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(_ -> edges(context, _ -> true))
                        .withOnUpdateFilter(Machines::differ)
                        .build(),
                Node.class);
        return watches;
    }

    private static boolean isOf(RegionEdge edge, MeetingCluster cluster) {
        return edge.getSpec().clusterRef().name().equals(cluster.getMetadata().getName())
                && edge.getMetadata()
                        .getNamespace()
                        .equals(cluster.getMetadata().getNamespace());
    }

    private static Set<ResourceID> edges(EventSourceContext<RegionEdge> context, Predicate<RegionEdge> which) {
        return context.getPrimaryCache()
                .list(which)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
