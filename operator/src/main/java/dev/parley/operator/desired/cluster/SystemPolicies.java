package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.Redis;
import dev.parley.crds.cluster.Webhooks;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.Part;
import dev.parley.operator.desired.Traffic;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Nobody may speak with a pod of a meeting system, nor be spoken to by one, unless it is said here or by a RegionEdge.
final class SystemPolicies {
    private static final int NODE_HTTP_PORT = 9_100;
    private static final int REDIS_PORT = 6_379;
    private static final int HTTPS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    /// Every port that a URL names, be it of one server or of many.
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?=[,/#?]|$)");

    private SystemPolicies() {}

    static List<NetworkPolicy> of(Meeting meeting) {
        return List.of(defaultDeny(meeting), signaling(meeting));
    }

    private static NetworkPolicy defaultDeny(Meeting meeting) {
        return new NetworkPolicyBuilder()
                .withMetadata(
                        Meta.of(meeting.resource(), Names.defaultDeny(meeting.name()), meeting.labels(Part.SIGNALING)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Part.all(meeting.name()))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build();
    }

    private static NetworkPolicy signaling(Meeting meeting) {
        return new NetworkPolicyBuilder()
                .withMetadata(Meta.of(meeting.resource(), meeting.signaling(), meeting.labels(Part.SIGNALING)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(meeting.selector(Part.SIGNALING))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(Traffic.in(List.of(Traffic.port("TCP", SignalingPods.HTTP_PORT))))
                .withEgress(egress(meeting))
                .endSpec()
                .build();
    }

    private static List<NetworkPolicyEgressRule> egress(Meeting meeting) {
        var rules = new ArrayList<NetworkPolicyEgressRule>();
        rules.add(Traffic.names());
        rules.add(Traffic.out(
                List.of(Traffic.pods(meeting.selector(Part.MEDIA_NODE))),
                List.of(Traffic.port("TCP", NODE_HTTP_PORT))));
        Redis.External external = meeting.spec().redis().external();
        rules.add(
                external == null
                        ? Traffic.out(
                                List.of(Traffic.pods(meeting.selector(Part.REDIS))),
                                List.of(Traffic.port("TCP", BundledRedis.PORT)))
                        : Traffic.out(redisPorts(external.url())));
        Webhooks webhooks = meeting.spec().webhooks();
        if (webhooks != null) {
            rules.add(Traffic.out(webhooks.urls().stream()
                    .map(SystemPolicies::port)
                    .distinct()
                    .sorted()
                    .map(port -> Traffic.port("TCP", port))
                    .toList()));
        }
        return rules;
    }

    /// A cluster or a sentinel tells of servers that no URL names, at whatever port they are.
    private static List<NetworkPolicyPort> redisPorts(String url) {
        if (url.contains("-cluster:") || url.contains("-sentinel:")) {
            return List.of(Traffic.every("TCP"));
        }
        var ports = PORT.matcher(url.substring(url.indexOf("://") + 3))
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
        return List.of(Traffic.port("TCP", ports.isEmpty() ? REDIS_PORT : ports.getFirst()));
    }

    static int port(String url) {
        URI server = URI.create(url);
        if (server.getPort() >= 0) {
            return server.getPort();
        }
        return "https".equals(server.getScheme()) ? HTTPS_PORT : PLAIN_PORT;
    }
}
