package dev.parley.loadtest.node;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The node's HTTP API (`docs/protocol.md`), as signaling uses it.
public final class NodeApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String base;
    private final String secret;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public NodeApi(String base, String secret) {
        this.base = base;
        this.secret = secret;
    }

    public boolean isReady() {
        try {
            return ask("GET", "/health/ready", BodyPublishers.noBody()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Opens a session; throws when the node refuses.
    public SessionAnswer open(RoomId room, SessionRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                ask("POST", "/v1/rooms/" + room + "/sessions", BodyPublishers.ofString(ProtocolJson.write(request)));
        if (response.statusCode() != 201) {
            throw new IOException("session: " + response.statusCode() + " " + response.body());
        }
        return switch (ProtocolJson.parse(response.body(), SessionAnswer.class)) {
            case Reading.Parsed<SessionAnswer>(var answer) -> answer;
            case Reading.Malformed<SessionAnswer> malformed -> throw new IOException("session: " + malformed);
        };
    }

    public void close(SessionId session) throws IOException, InterruptedException {
        var _ = ask("DELETE", "/v1/sessions/" + session, BodyPublishers.noBody());
    }

    public Scrape metrics() throws IOException, InterruptedException {
        return Scrape.parse(ask("GET", "/metrics", BodyPublishers.noBody()).body());
    }

    private HttpResponse<String> ask(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
