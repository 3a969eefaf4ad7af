package dev.parley.operator.desired.edge;

import dev.parley.crds.edge.Exposure;
import dev.parley.crds.edge.Exposure.Protocol;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Restricted;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// How media nodes are found inside the cluster, and how clients get to them. All of them also lead to
/// nodes that are not ready: one that is drained takes no new rooms and still serves those it has.
final class MediaServices {
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    private static final String SLICE_OF = "kubernetes.io/service-name";
    private static final String SLICE_BY = "endpointslice.kubernetes.io/managed-by";

    private MediaServices() {}

    static List<HasMetadata> of(Edge edge, EdgeFacts facts) {
        var services = new ArrayList<HasMetadata>();
        services.add(headless(edge));
        switch (edge.exposure().type()) {
            case HOST_PORT -> {}
            case NODE_PORT, LOAD_BALANCER ->
                IntStream.range(0, edge.mostNodes(facts.replicas()))
                        .mapToObj(ordinal -> ofNode(edge, ordinal))
                        .forEach(services::add);
            case SHARED_LOAD_BALANCER -> {
                services.add(shared(edge, facts));
                facts.pods().forEach(pod -> services.add(slice(edge, pod)));
            }
        }
        return services;
    }

    private static Service headless(Edge edge) {
        return new ServiceBuilder()
                .withMetadata(Meta.of(edge.resource(), Names.media(edge.name()), edge.labels()))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(edge.selector())
                .withPorts(tcp(Restricted.HTTP, MediaPods.HTTP_PORT), tcp(MediaPods.LINK, MediaPods.LINK_PORT))
                .endSpec()
                .build();
    }

    private static Service ofNode(Edge edge, int ordinal) {
        String name = Names.node(edge.name(), ordinal);
        int first = edge.wish().port(edge.exposure(), ordinal);
        var service = new ServiceBuilder()
                .withMetadata(Meta.of(edge.resource(), name, edge.labels(), annotations(edge)))
                .withNewSpec()
                .withPublishNotReadyAddresses(true)
                .withSelector(Part.with(edge.selector(), Map.of(POD_NAME, name)))
                // Clients are told the machine that the pod is on; a second hop would hide where they come from.
                .withExternalTrafficPolicy("Local")
                .withPorts(media(edge, first, edge.exposure().type() == Exposure.Type.NODE_PORT))
                .endSpec()
                .build();
        return exposed(edge, service);
    }

    /// Without a selector: by its ports it leads each client to one node, which no selector can.
    private static Service shared(Edge edge, EdgeFacts facts) {
        var ports = IntStream.range(0, edge.mostNodes(facts.replicas()))
                .mapToObj(ordinal -> media(edge, edge.wish().port(edge.exposure(), ordinal), false))
                .flatMap(List::stream)
                .toList();
        var service = new ServiceBuilder()
                .withMetadata(Meta.of(
                        edge.resource(), Names.media(edge.name()) + "-shared", edge.labels(), annotations(edge)))
                .withNewSpec()
                .withExternalTrafficPolicy("Local")
                .withPorts(ports)
                .endSpec()
                .build();
        return exposed(edge, service);
    }

    private static Service exposed(Edge edge, Service service) {
        boolean nodePort = edge.exposure().type() == Exposure.Type.NODE_PORT;
        var balancer = edge.exposure().loadBalancer();
        service.getSpec().setType(nodePort ? "NodePort" : "LoadBalancer");
        service.getSpec().setLoadBalancerClass(balancer == null ? null : balancer.className());
        return service;
    }

    /// Where the ports of one node lead to.
    private static EndpointSlice slice(Edge edge, EdgeFacts.Pod pod) {
        var ports = media(edge, edge.wish().port(edge.exposure(), pod.ordinal()), false).stream()
                .map(port -> new EndpointPortBuilder()
                        .withName(port.getName())
                        .withPort(port.getPort())
                        .withProtocol(port.getProtocol())
                        .build())
                .toList();
        var labels = Part.with(
                edge.labels(), Map.of(SLICE_OF, Names.media(edge.name()) + "-shared", SLICE_BY, Part.OPERATOR));
        return new EndpointSliceBuilder()
                .withMetadata(Meta.of(edge.resource(), pod.name(), labels))
                .withAddressType(pod.ip().contains(":") ? "IPv6" : "IPv4")
                .addNewEndpoint()
                .withAddresses(pod.ip())
                .withNodeName(pod.host())
                .withNewConditions()
                .withReady(true)
                .withServing(true)
                .withTerminating(false)
                .endConditions()
                .withNewTargetRef()
                .withKind("Pod")
                .withName(pod.name())
                .withNamespace(edge.namespace())
                .withUid(pod.uid())
                .endTargetRef()
                .endEndpoint()
                .withPorts(ports)
                .build();
    }

    private static Map<String, String> annotations(Edge edge) {
        var balancer = edge.exposure().loadBalancer();
        return balancer == null ? Map.of() : balancer.annotations();
    }

    /// A port for each loop and protocol; outside it has the same number as inside, which is what a node announces.
    private static List<ServicePort> media(Edge edge, int first, boolean atMachine) {
        return IntStream.range(first, first + edge.wish().loops())
                .boxed()
                .flatMap(port -> edge.exposure().protocols().stream().map(protocol -> media(port, protocol, atMachine)))
                .toList();
    }

    private static ServicePort media(int port, Protocol protocol, boolean atMachine) {
        return new ServicePortBuilder()
                .withName(protocol.name().toLowerCase(Locale.ROOT) + "-" + port)
                .withProtocol(protocol.name())
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .withNodePort(atMachine ? port : null)
                .build();
    }

    private static ServicePort tcp(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(port)
                .withTargetPort(new IntOrString(name))
                .build();
    }
}
