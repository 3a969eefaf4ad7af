package dev.parley.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;

/// The words of which NetworkPolicies are made.
public final class Traffic {
    private static final int DNS_PORT = 53;

    private Traffic() {}

    /// Pods of this namespace.
    public static NetworkPolicyPeer pods(Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder()
                .withPodSelector(
                        new LabelSelectorBuilder().withMatchLabels(labels).build())
                .build();
    }

    /// Pods of any namespace.
    public static NetworkPolicyPeer podsAnywhere(Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder(pods(labels))
                .withNamespaceSelector(new LabelSelectorBuilder().build())
                .build();
    }

    public static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }

    public static NetworkPolicyPort ports(String protocol, int first, int last) {
        return first == last
                ? port(protocol, first)
                : new NetworkPolicyPortBuilder(port(protocol, first))
                        .withEndPort(last)
                        .build();
    }

    /// Every port of a protocol.
    public static NetworkPolicyPort every(String protocol) {
        return new NetworkPolicyPortBuilder().withProtocol(protocol).build();
    }

    /// From anybody.
    public static NetworkPolicyIngressRule in(List<NetworkPolicyPort> ports) {
        return new NetworkPolicyIngressRuleBuilder().withPorts(ports).build();
    }

    public static NetworkPolicyIngressRule in(List<NetworkPolicyPeer> from, List<NetworkPolicyPort> ports) {
        return new NetworkPolicyIngressRuleBuilder(in(ports)).withFrom(from).build();
    }

    /// To anybody.
    public static NetworkPolicyEgressRule out(List<NetworkPolicyPort> ports) {
        return new NetworkPolicyEgressRuleBuilder().withPorts(ports).build();
    }

    public static NetworkPolicyEgressRule out(List<NetworkPolicyPeer> to, List<NetworkPolicyPort> ports) {
        return new NetworkPolicyEgressRuleBuilder(out(ports)).withTo(to).build();
    }

    /// Names are looked up wherever the cluster's DNS is.
    public static NetworkPolicyEgressRule names() {
        return out(List.of(port("UDP", DNS_PORT), port("TCP", DNS_PORT)));
    }
}
