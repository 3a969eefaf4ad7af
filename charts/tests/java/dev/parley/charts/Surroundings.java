package dev.parley.charts;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/// What a cluster has before a chart comes.
final class Surroundings {
    private Surroundings() {}

    /// Helm, that speaks with this API server as an administrator.
    static Helm helm(Helm helm, ApiServer server) throws IOException {
        var config = server.client().getConfiguration();
        return helm.with(new Access(config.getMasterUrl(), config.getOauthToken(), "default").write("admin"));
    }

    /// Pods that are less than restricted are refused there, and whatever would make some is warned of.
    static void namespace(KubernetesClient client, String name) {
        new Ground(client)
                .namespace(
                        name,
                        Map.of(
                                "pod-security.kubernetes.io/enforce", "restricted",
                                "pod-security.kubernetes.io/warn", "restricted"));
    }

    /// The kinds of Prometheus' operator, as far as it matters here.
    static void monitoring(KubernetesClient client) {
        var ground = new Ground(client);
        Stream.of("PodMonitor", "PrometheusRule").forEach(it -> ground.kind("monitoring.coreos.com", it));
    }
}
