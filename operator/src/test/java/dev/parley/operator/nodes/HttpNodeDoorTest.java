package dev.parley.operator.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.operator.fleet.Act;
import dev.parley.operator.fleet.Seen.Report;
import dev.parley.operator.nodes.NodeDoor.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way to media nodes")
class HttpNodeDoorTest {
    private static final Address HERE = new Address("127.0.0.1", "of-the-fleet");
    private static final Address NOWHERE = new Address("127.0.0.2", "of-the-fleet");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{}";

    HttpNodeDoorTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        body)
                .strip());
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpNodeDoor door() {
        return new HttpNodeDoor(server.getAddress().getPort());
    }

    @Test
    @DisplayName("a node tells its phase, its rooms and its load; who does not answer is missing")
    void asked() {
        answer = """
                {"id": "eu-media-0", "instance": "a", "version": "1.0.0", "phase": "Draining", "rooms": 3,
                 "participants": 17, "sessions": 18, "load": {"ratio": 0.42, "parts": {"PACKETS": 0.42}},
                 "drain": {"policy": "MigrateThenWait", "startedAt": "2026-11-28T10:00:00Z", "roomsLeft": 3}}
                """;
        assertThat(door().ask(Map.of("eu-media-0", HERE, "eu-media-1", NOWHERE)))
                .isEqualTo(Map.of(
                        "eu-media-0", new Report(NodePhase.DRAINING, 3, 17, 0.42, DrainPolicy.MIGRATE_THEN_WAIT)));
        assertThat(heard).containsExactly("GET /v1/status Bearer of-the-fleet");
    }

    @Test
    @DisplayName("an answer of another release, or a refusal, is none")
    void strange() {
        answer = "{\"phase\": \"Elsewhere\"}";
        assertThat(door().ask(Map.of("eu-media-0", HERE))).isEmpty();
        answer = "{}";
        status = 401;
        assertThat(door().ask(Map.of("eu-media-0", HERE))).isEmpty();
    }

    @Test
    @DisplayName("it is told to cordon, to drain and to take rooms again, as docs/protocol.md says")
    void told() {
        assertThat(door().tell(HERE, new Act.Cordon("eu-media-0"))).isTrue();
        assertThat(door().tell(HERE, new Act.Drain("eu-media-0", DrainPolicy.WAIT, 60, 5)))
                .isTrue();
        assertThat(door().tell(HERE, new Act.Uncordon("eu-media-0"))).isTrue();
        assertThat(heard)
                .containsExactly(
                        "PUT /v1/drain Bearer of-the-fleet {\"cordonOnly\":true}",
                        "PUT /v1/drain Bearer of-the-fleet "
                                + "{\"policy\":\"Wait\",\"deadlineSeconds\":60,\"roomsPerSecond\":5}",
                        "DELETE /v1/drain Bearer of-the-fleet");
        status = 503;
        assertThat(door().tell(HERE, new Act.Cordon("eu-media-0"))).isFalse();
        assertThat(door().tell(NOWHERE, new Act.Cordon("eu-media-0"))).isFalse();
    }
}
