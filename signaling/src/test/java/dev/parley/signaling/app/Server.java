package dev.parley.signaling.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole signaling server in this process, on a free port.
public final class Server implements AutoCloseable {
    public static final String SECRET = "secret-of-the-tests-that-is-long-enough";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("test:" + SECRET).getBytes(StandardCharsets.UTF_8));

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private Server(Map<String, Object> properties, InstantSource clock) {
        context = SignalingApplication.start(properties, clock);
    }

    public static Server start(List<FakeNode> nodes, Map<String, Object> more) {
        return start(nodes, more, InstantSource.system());
    }

    public static Server start(List<FakeNode> nodes, Map<String, Object> more, InstantSource clock) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "parley.http-port",
                0,
                "parley.http-address",
                "127.0.0.1",
                "parley.api-key",
                "test",
                "parley.api-secret",
                SECRET,
                "parley.node-secret",
                FakeNode.SECRET,
                "parley.nodes",
                nodes.stream().map(FakeNode::url).collect(Collectors.joining(","))));
        properties.putAll(more);
        return new Server(properties, clock).awaitNodes(nodes.size());
    }

    /// The links come up by themselves; nothing here can be told when, so readiness is asked for.
    private Server awaitNodes(int count) {
        while (metric("parley_nodes_up") < count) {
            Thread.onSpinWait();
        }
        return this;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public Guest guest() {
        return new Guest(http, port());
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public HttpResponse<String> api(String method, String path, String body) {
        return send(to(path).header("Authorization", BASIC)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode tree(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    public String token(String room, String role, String identity) {
        String body = identity.isEmpty()
                ? "{\"role\":\"" + role + "\"}"
                : "{\"role\":\"" + role + "\",\"identity\":\"" + identity + "\",\"name\":\"" + identity + "\"}";
        return tree(api("POST", "/v1/rooms/" + room + "/tokens", body))
                .get("token")
                .stringValue();
    }

    /// The sum over all tags that contain these words; 0 when there is no such line.
    public double metric(String name, String... words) {
        return send(to("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(words).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        context.close();
        http.shutdownNow();
    }
}
