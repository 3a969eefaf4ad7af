package dev.parley.media.http;

import dev.parley.media.app.MediaNodeApplication;
import dev.parley.media.control.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;

/// The shell around a [FakeNode], on ports of its own, and a client that knows its secret.
public final class NodeUnderTest implements AutoCloseable {
    public static final String SECRET = "a secret of this test";

    public final FakeNode node;
    public final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext shell;

    public NodeUnderTest() {
        Map<String, Object> properties = Map.of(
                "parley.node-http-port",
                "0",
                "parley.node-secret",
                SECRET,
                "parley.node-id",
                "node-a",
                "parley.loops",
                "2",
                "logging.level.root",
                "warn");
        this.shell = MediaNodeApplication.start(properties, (settings, _) -> new FakeNode(settings));
        this.node = (FakeNode) shell.getBean(Node.class);
    }

    public int port() {
        return Integer.parseInt(Objects.requireNonNull(shell.getEnvironment().getProperty("local.server.port")));
    }

    public HttpRequest.Builder to(String path) {
        return anonymous(path).header("Authorization", "Bearer " + SECRET);
    }

    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        shell.close();
        http.close();
    }
}
