package dev.parley.kubectl.signaling;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.cluster.MeetingClusterStatus;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.kube.Secrets;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The REST API of a MeetingCluster's signaling, opened with the current API key. It is reached through a
/// port-forward to one of its pods. The API server's own proxy would not do: it takes the `Authorization`
/// header for itself, and signaling wants one of its own.
public final class SignalingDoor implements AutoCloseable {
    /// What signaling's pods call the port of their REST API.
    private static final String PORT = "http";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 404;
    private static final int BEYOND_SUCCESS = 300;

    private final Kube kube;
    private final String name;
    private final URI base;
    private final String authorization;
    private final @Nullable LocalPortForward forward;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private SignalingDoor(Kube kube, MeetingCluster cluster, @Nullable URI url) {
        this.kube = kube;
        this.name = cluster.getMetadata().getName();
        Secrets.Key key = Secrets.current(kube, cluster);
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((key.name() + ":" + key.secret()).getBytes(StandardCharsets.UTF_8));
        this.forward = url == null ? forward(kube, cluster) : null;
        this.base = forward == null
                ? Objects.requireNonNull(url)
                : URI.create("http://127.0.0.1:" + forward.getLocalPort());
    }

    /// Reads the key, and makes the port-forward.
    ///
    /// @param url where the REST API is reached without Kubernetes' help; null for a port-forward
    public static SignalingDoor open(Kube kube, MeetingCluster cluster, @Nullable URI url) {
        return new SignalingDoor(kube, cluster, url);
    }

    private static LocalPortForward forward(Kube kube, MeetingCluster cluster) {
        Pod pod = readyPod(kube, cluster);
        int port = pod.getSpec().getContainers().stream()
                .flatMap(it -> it.getPorts().stream())
                .filter(it -> PORT.equals(it.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new Mistake("pod " + pod.getMetadata().getName() + ": no port named " + PORT
                        + " (expected: one, as signaling's pods have it)"));
        return kube.client()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .portForward(port);
    }

    private static Pod readyPod(Kube kube, MeetingCluster cluster) {
        MeetingClusterStatus status = cluster.getStatus();
        var instances = status == null ? null : status.signaling();
        String which = "signaling of MeetingCluster " + cluster.getMetadata().getName() + ": ";
        if (instances == null) {
            throw new Mistake(which + "not there yet (expected: a status; does the operator run?)");
        }
        List<Pod> pods = kube.client()
                .pods()
                .inNamespace(cluster.getMetadata().getNamespace())
                .withLabelSelector(instances.selector())
                .list()
                .getItems();
        return pods.stream()
                .filter(Readiness::isPodReady)
                .min(Comparator.comparing(it -> it.getMetadata().getName()))
                .orElseThrow(() -> new Mistake(which + "none of " + pods.size()
                        + " pods is ready (expected: one to ask; kubectl parley why "
                        + cluster.getMetadata().getName() + ")"));
    }

    /// Fails where there is no such thing.
    public <T> T get(String path, Class<T> kind) {
        return read(path, send(path), kind);
    }

    /// Empty where there is no such thing.
    public <T> Optional<T> find(String path, Class<T> kind) {
        HttpResponse<String> response = send(path);
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(read(path, response, kind));
    }

    private <T> T read(String path, HttpResponse<String> response, Class<T> kind) {
        if (response.statusCode() >= BEYOND_SUCCESS) {
            throw refused(path, response);
        }
        return kube.client().getKubernetesSerialization().unmarshal(response.body(), kind);
    }

    private HttpResponse<String> send(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException lost) {
            throw new Mistake("signaling of MeetingCluster " + name + ": no answer " + way()
                    + " (expected: HTTP; may you make a port-forward in its namespace?)");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Mistake("signaling of MeetingCluster " + name + ": not waited for");
        }
    }

    private String way() {
        return forward == null ? "at " + base : "through a port-forward";
    }

    private Mistake refused(String path, HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        Told.Problem problem = type.contains("problem+json")
                ? kube.client().getKubernetesSerialization().unmarshal(response.body(), Told.Problem.class)
                : new Told.Problem(null, null);
        String what = problem.detail() == null ? "" : ", " + problem.code() + ": " + problem.detail();
        return new Mistake("signaling of MeetingCluster " + name + ": " + response.statusCode() + what
                + " (expected: an answer to GET " + path + ")");
    }

    @Override
    public void close() {
        http.shutdownNow();
        if (forward != null) {
            try {
                forward.close();
            } catch (IOException _) {
                // The program ends anyway.
            }
        }
    }
}
