package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.Storage;
import dev.parley.crds.parts.Switch;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Traffic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.util.ArrayList;
import java.util.List;

/// What all recorders of a meeting system share. It is there where there is a storage, also while recording is switched
/// off: what was begun goes on to its end.
final class Recorders {
    private Recorders() {}

    static List<HasMetadata> of(Meeting meeting) {
        Storage storage = meeting.spec().storage();
        if (storage == null) {
            return List.of();
        }
        var objects = new ArrayList<HasMetadata>();
        if (meeting.spec().networkPolicies() == Switch.ENABLED) {
            objects.add(network(meeting, storage));
        }
        // Whoever lets the storage know pods by their account writes that on it.
        objects.add(new ServiceAccountBuilder()
                .withMetadata(
                        Meta.of(meeting.resource(), Names.recorders(meeting.name()), meeting.labels(Part.RECORDER)))
                .withAutomountServiceAccountToken(false)
                .build());
        return objects;
    }

    private static NetworkPolicy network(Meeting meeting, Storage storage) {
        var rules = new ArrayList<NetworkPolicyEgressRule>();
        rules.add(Traffic.names());
        rules.add(Traffic.out(
                List.of(Traffic.pods(meeting.selector(Part.SIGNALING))),
                List.of(Traffic.port("TCP", SignalingPods.HTTP_PORT))));
        // Media nodes are reached where every client reaches them, whatever address that is.
        rules.add(Traffic.out(List.of(Traffic.every("UDP"))));
        String endpoint = storage.endpoint() == null ? "https://storage" : storage.endpoint();
        rules.add(Traffic.out(List.of(Traffic.port("TCP", SystemPolicies.port(endpoint)))));
        return new NetworkPolicyBuilder()
                .withMetadata(
                        Meta.of(meeting.resource(), Names.recorders(meeting.name()), meeting.labels(Part.RECORDER)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(meeting.selector(Part.RECORDER))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withEgress(rules)
                .endSpec()
                .build();
    }
}
