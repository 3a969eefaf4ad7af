package dev.parley.charts;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A release in a namespace of its own, on a real API server, and the operator that its Deployment speaks of.
final class Installation implements AutoCloseable {
    final String namespace;
    final KubernetesClient client;
    private final ApiServer server;
    private final Helm helm;
    private final List<String> meetings = new ArrayList<>();

    Installation(Helm helm, ApiServer server, String namespace) throws IOException {
        this.namespace = namespace;
        this.server = server;
        this.client = server.client();
        this.helm = Surroundings.helm(helm, server);
        Surroundings.namespace(client, namespace);
    }

    /// Installs or upgrades; what Helm prints ends with the notes.
    String apply(Path charts, Path values, String... more) {
        var command = new ArrayList<>(List.of("upgrade", "--install", Helm.RELEASE));
        command.add(charts.resolve("parley").toString());
        command.addAll(List.of("--namespace", namespace, "--values", values.toString()));
        command.addAll(List.of(more));
        return helm.run(command.toArray(String[]::new)).printed();
    }

    DeployedOperator operator() throws IOException {
        return DeployedOperator.start(server, namespace, Helm.RELEASE + "-operator");
    }

    /// A namespace in which somebody wishes for a meeting system.
    void meetingsIn(String place) {
        Surroundings.namespace(client, place);
        meetings.add(place);
    }

    <T extends HasMetadata> @Nullable T at(Class<T> kind, String place, String name) {
        return client.resources(kind).inNamespace(place).withName(name).get();
    }

    /// No controller collects here what nobody owns any more, and ports of machines are one to all namespaces.
    @Override
    public void close() {
        helm.run("uninstall", Helm.RELEASE, "--namespace", namespace).printed();
        for (String place : meetings) {
            client.resources(RegionEdge.class).inNamespace(place).delete();
            client.resources(MeetingCluster.class).inNamespace(place).delete();
            client.services().inNamespace(place).delete();
            client.apps().statefulSets().inNamespace(place).delete();
            client.apps().deployments().inNamespace(place).delete();
        }
    }
}
