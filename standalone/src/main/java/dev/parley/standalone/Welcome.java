package dev.parley.standalone;

import dev.parley.signaling.access.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a newcomer reads first: two links to click, and where everything else is. The links are made as any
/// server would make them, through the API.
final class Welcome {
    /// The room of the printed links. It exists as soon as somebody enters it.
    private static final String ROOM = "hello";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StandaloneSettings settings;
    private final String origin;

    Welcome(StandaloneSettings settings) {
        this.settings = settings;
        this.origin = "http://" + reachable(settings.httpAddress()) + ":" + settings.httpPort();
    }

    String text(Duration startTook) {
        var metrics = IntStream.range(0, StandaloneSettings.NODES)
                .mapToObj(node -> "http://127.0.0.1:" + settings.nodeHttpPortOf(node) + "/metrics")
                .collect(Collectors.joining("\n           ", origin + "/metrics\n           ", ""));
        int lastMediaPort = settings.mediaPort() + settings.mediaPorts() - 1;
        return """

                Parley is up after %.1f s. Open the first link here and the second in another window or browser:

                  Host     %s
                  Guest    %s

                  API      %s/v1/openapi.json  (key %s, secret %s)
                  WHIP     %s/whip/%s    WHEP  %s/whep/%s
                  Metrics  %s
                  Media    UDP %d to %d

                Ctrl-C or `make down` ends it.
                """.formatted(
                        startTook.toMillis() / 1_000.0,
                        link("Host", "host"),
                        link("Guest", "guest"),
                        origin,
                        settings.apiKey(),
                        secretToShow(),
                        origin,
                        ROOM,
                        origin,
                        ROOM,
                        metrics,
                        settings.mediaPort(),
                        lastMediaPort);
    }

    private String secretToShow() {
        return settings.apiSecret().equals(ApiKey.DEVELOPMENT_SECRET) ? settings.apiSecret() : "as you set it";
    }

    private String link(String name, String role) {
        return origin + "/r/" + ROOM + "#token=" + token(name, role);
    }

    private String token(String name, String role) {
        var credentials = settings.apiKey() + ":" + settings.apiSecret();
        var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        var body = JSON.createObjectNode().put("role", role).toString();
        var request = HttpRequest.newBuilder(URI.create(origin + "/v1/rooms/" + ROOM + "/tokens"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            JsonNode token = JSON.readTree(response.body()).path("token");
            if (!token.isString()) {
                throw new IllegalStateException("no token for " + name + ": " + response.body());
            }
            return token.stringValue();
        } catch (IOException failure) {
            throw new IllegalStateException("no token for " + name, failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", failure);
        }
    }

    private static String reachable(String bind) {
        return bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    }
}
