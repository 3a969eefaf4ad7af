package dev.parley.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What helm test runs")
class AskHealthTest {
    private final AtomicLong seconds = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile List<Integer> statuses = List.of(200);

    AskHealthTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    @DisplayName("asks until it is well")
    void patient() throws InterruptedException {
        statuses = List.of(503, 503, 200);
        assertThat(ask(server.getAddress().getPort())).isEqualTo("200 well");
        assertThat(asked).hasValue(3);
    }

    @Test
    @DisplayName("gives up when its time is over, and says what it was told")
    void bounded() throws InterruptedException {
        statuses = List.of(503);
        assertThat(ask(server.getAddress().getPort())).isEqualTo("503 not yet");
        assertThat(asked.get()).isBetween(5, 15);
    }

    @Test
    @DisplayName("says why there was no answer")
    void nobody() throws InterruptedException {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(ask(port)).startsWith("no answer: java.net.ConnectException");
    }

    /// A second passes each time somebody looks at the clock, and ten are all there are.
    private String ask(int port) throws InterruptedException {
        var patience = Duration.ofSeconds(10);
        var asker = new AskHealth(
                http, () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos(), patience, Duration.ZERO);
        return asker.ask(URI.create("http://127.0.0.1:" + port + "/health/ready"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        int nth = Math.min(asked.getAndIncrement(), statuses.size() - 1);
        int status = statuses.get(nth);
        byte[] body = (status == 200 ? "well\n" : "not yet\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
