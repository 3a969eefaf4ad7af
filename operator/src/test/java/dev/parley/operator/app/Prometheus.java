package dev.parley.operator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Prometheus of its own, that scrapes one place once a second.
final class Prometheus implements AutoCloseable {
    static final int SCRAPE_SECONDS = 1;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final int port;

    /// `labels`: what the scrape says of the place, as YAML.
    Prometheus(Path folder, int target, String labels) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings =
                Files.writeString(folder.resolve("prometheus.yaml"), """
                global: {scrape_interval: %1$ds, scrape_timeout: %1$ds}
                scrape_configs:
                - job_name: operator
                  static_configs: [{targets: ["127.0.0.1:%2$d"], labels: %3$s}]
                """.formatted(SCRAPE_SECONDS, target, labels));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("prometheus", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Whether it knows a value that is one; not before it answers at all.
    ///
    /// @throws IllegalArgumentException when it does not understand
    boolean knows(String query) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                            + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                    .build();
            var answer =
                    json.readTree(http.send(request, BodyHandlers.ofString()).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalArgumentException(
                        query + ": " + answer.path("error").asText());
            }
            for (JsonNode series : answer.path("data").path("result")) {
                if (!series.path("value").path(1).asText().equals("NaN")) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        http.close();
    }
}
