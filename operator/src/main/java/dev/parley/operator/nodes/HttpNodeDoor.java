package dev.parley.operator.nodes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.operator.fleet.Act;
import dev.parley.operator.fleet.Seen.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The same over HTTP. All nodes are asked at once: one that hangs holds nobody up.
public final class HttpNodeDoor implements NodeDoor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpNodeDoor.class);

    /// A node answers from memory, so in milliseconds; longer, and the fleet would be looked at too seldom.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int OK = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final int port;

    public HttpNodeDoor(int port) {
        this.port = port;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(
            NodePhase phase,
            int rooms,
            int participants,
            @Nullable Load load,
            @Nullable Drain drain) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Load(double ratio) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Drain(@Nullable DrainPolicy policy) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(
            @Nullable DrainPolicy policy,
            @Nullable Integer deadlineSeconds,
            @Nullable Integer roomsPerSecond,
            @Nullable Boolean cordonOnly) {}

    @Override
    public Map<String, Report> ask(Map<String, Address> nodes) {
        Map<String, CompletableFuture<Optional<Report>>> asked = new HashMap<>();
        nodes.forEach((name, address) -> asked.put(name, status(address)));
        Map<String, Report> told = new HashMap<>();
        asked.forEach((name, answer) -> answer.join().ifPresent(report -> told.put(name, report)));
        return told;
    }

    private CompletableFuture<Optional<Report>> status(Address address) {
        return http.sendAsync(request(address, "/v1/status").GET().build(), BodyHandlers.ofString())
                .thenApply(this::report)
                .exceptionally(_ -> Optional.empty());
    }

    private Optional<Report> report(HttpResponse<String> answer) {
        if (answer.statusCode() != OK) {
            LOG.warn("{}: {} (expected: {})", answer.uri(), answer.statusCode(), OK);
            return Optional.empty();
        }
        try {
            Status status = json.readValue(answer.body(), Status.class);
            return Optional.of(new Report(
                    status.phase(),
                    status.rooms(),
                    status.participants(),
                    status.load() == null ? 0 : status.load().ratio(),
                    status.drain() == null ? null : status.drain().policy()));
        } catch (JsonProcessingException malformed) {
            LOG.warn("{}: an answer of another release", answer.uri(), malformed);
            return Optional.empty();
        }
    }

    @Override
    public boolean tell(Address node, Act act) {
        return switch (act) {
            case Act.Cordon _ -> put(node, new Order(null, null, null, true));
            case Act.Drain drain ->
                put(node, new Order(drain.policy(), drain.deadlineSeconds(), drain.roomsPerSecond(), null));
            case Act.Uncordon _ -> send(request(node, "/v1/drain").DELETE().build());
            case Act.Delete _ -> throw new IllegalArgumentException("a pod is deleted by Kubernetes: " + act);
        };
    }

    private boolean put(Address node, Order order) {
        try {
            BodyPublisher body = BodyPublishers.ofString(json.writeValueAsString(order));
            return send(request(node, "/v1/drain")
                    .header("Content-Type", "application/json")
                    .PUT(body)
                    .build());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of words and numbers", impossible);
        }
    }

    private boolean send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                LOG.warn("{} {}: {} {}", request.method(), request.uri(), answer.statusCode(), answer.body());
            }
            return answer.statusCode() == OK;
        } catch (IOException unreachable) {
            LOG.info("{} {}: {}", request.method(), request.uri(), unreachable.toString());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest.Builder request(Address node, String path) {
        String host = node.host().contains(":") ? "[" + node.host() + "]" : node.host();
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + node.secret());
    }
}
