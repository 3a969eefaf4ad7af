package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.Exposure;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Restricted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How signaling is found by clients, and the nodes by signaling.
final class SignalingDoors {
    private static final int NODE_HTTP_PORT = 9_100;

    private SignalingDoors() {}

    static List<Service> services(Meeting meeting) {
        return List.of(
                new ServiceBuilder()
                        .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                        .withNewSpec()
                        .withType("ClusterIP")
                        .withSelector(meeting.selector(Part.SIGNALING))
                        .addNewPort()
                        .withName(Restricted.HTTP)
                        .withProtocol("TCP")
                        .withAppProtocol("http")
                        .withPort(SignalingPods.HTTP_PORT)
                        .withTargetPort(new IntOrString(Restricted.HTTP))
                        .endPort()
                        .endSpec()
                        .build(),
                new ServiceBuilder()
                        .withMetadata(Meta.of(
                                meeting.resource(), Names.nodes(meeting.name()), meeting.labels(Part.MEDIA_NODE)))
                        .withNewSpec()
                        .withType("ClusterIP")
                        .withClusterIP("None")
                        // A node that is drained is not ready, and its rooms still need signaling.
                        .withPublishNotReadyAddresses(true)
                        .withSelector(meeting.selector(Part.MEDIA_NODE))
                        .addNewPort()
                        .withName(Restricted.HTTP)
                        .withProtocol("TCP")
                        .withPort(NODE_HTTP_PORT)
                        .withTargetPort(new IntOrString(Restricted.HTTP))
                        .endPort()
                        .endSpec()
                        .build());
    }

    static Ingress ingress(Meeting meeting) {
        Exposure exposure = meeting.spec().signaling().exposure();
        Exposure.Ingress told = exposure.ingress();
        var builder = new IngressBuilder()
                .withMetadata(Meta.of(
                        meeting.resource(),
                        meeting.signaling(),
                        meeting.labels(Part.SIGNALING),
                        told == null ? Map.of() : told.annotations()))
                .withNewSpec()
                .withIngressClassName(told == null ? null : told.className())
                .addNewRule()
                .withHost(exposure.host())
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(meeting.signaling())
                .withNewPort()
                .withName(Restricted.HTTP)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule();
        if (told != null && told.tlsSecretName() != null) {
            builder.withTls(new IngressTLSBuilder()
                    .withHosts(exposure.host())
                    .withSecretName(told.tlsSecretName())
                    .build());
        }
        return builder.endSpec().build();
    }

    static HTTPRoute route(Meeting meeting) {
        Exposure exposure = meeting.spec().signaling().exposure();
        return new HTTPRouteBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .withNewSpec()
                .withParentRefs(parents(meeting, Objects.requireNonNull(exposure.gateway())))
                .withHostnames(exposure.host())
                .addNewRule()
                .addNewMatch()
                .withNewPath()
                .withType("PathPrefix")
                .withValue("/")
                .endPath()
                .endMatch()
                .addNewBackendRef()
                .withGroup("")
                .withKind("Service")
                .withName(meeting.signaling())
                .withPort(SignalingPods.HTTP_PORT)
                .withWeight(1)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }

    /// The name alone, to look for it.
    static HTTPRoute noRoute(Meeting meeting) {
        return new HTTPRouteBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .build();
    }

    private static List<ParentReference> parents(Meeting meeting, Exposure.Gateway gateway) {
        var parent = new ParentReferenceBuilder()
                .withGroup("gateway.networking.k8s.io")
                .withKind("Gateway")
                .withName(gateway.name())
                .withNamespace(gateway.namespace() == null ? meeting.namespace() : gateway.namespace())
                .build();
        return gateway.listeners().isEmpty()
                ? List.of(parent)
                : gateway.listeners().stream()
                        .map(listener -> new ParentReferenceBuilder(parent)
                                .withSectionName(listener)
                                .build())
                        .toList();
    }
}
