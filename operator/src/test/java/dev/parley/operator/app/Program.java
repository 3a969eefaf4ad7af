package dev.parley.operator.app;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;

/// The operator as it is started in a pod, for one namespace, at a port that is free.
record Program(ConfigurableApplicationContext context) implements AutoCloseable {
    /// A kind that was just made known is refused at first; the client of the tests asks once.
    private static final int RETRIES = 10;

    static Program start(KubernetesClient like, String namespace) {
        var properties = Map.<String, Object>of(
                "server.port", "0",
                "parley.operator-version", "1.0.0",
                "parley.operator-namespaces", namespace,
                "parley.operator-lease-namespace", namespace,
                "parley.operator-instance", "one");
        return new Program(OperatorApplication.start(properties, () -> another(like)));
    }

    /// What is applied for it to look after.
    static MeetingCluster cluster() {
        return AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata: {name: main}
                spec:
                  profile: Trial
                  redis: {type: Bundled}
                  apiKeys:
                  - name: app
                    secret: {name: keys, key: app}
                """, MeetingCluster.class);
    }

    /// The program closes its own.
    private static KubernetesClient another(KubernetesClient like) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(like.getConfiguration())
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .build();
    }

    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    String get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
