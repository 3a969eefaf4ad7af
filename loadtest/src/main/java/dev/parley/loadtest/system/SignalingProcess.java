package dev.parley.loadtest.system;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.ChildProcess;
import dev.parley.loadtest.node.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/// One signaling instance without media nodes as a process of its own, on the class path of this one.
/// Closing it ends the process.
public final class SignalingProcess implements AutoCloseable {
    private static final String PROGRAM = "dev.parley.signaling.app.SignalingApplication";
    private static final String KEY = "loadtest";
    private static final String SECRET = "a-secret-of-the-load-test-that-is-long-enough";
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final Process process;
    private final URI origin;

    private SignalingProcess(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param settings beside those for its address, its Redis and its key (`docs/configuration.md`)
    public static SignalingProcess start(
            String redisUrl, Map<String, String> settings, RandomGenerator random, Patience patience)
            throws IOException, InterruptedException {
        int port = FreePorts.tcp(1, random);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(settings);
        builder.environment()
                .putAll(Map.of(
                        "PARLEY_HTTP_PORT", Integer.toString(port),
                        "PARLEY_HTTP_ADDRESS", "127.0.0.1",
                        "PARLEY_REDIS_URL", redisUrl,
                        "PARLEY_API_KEY", KEY,
                        "PARLEY_API_SECRET", SECRET));
        var started = new SignalingProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        boolean up = patience.until(() -> !started.process.isAlive() || started.isAlive(), START);
        if (!up || !started.process.isAlive()) {
            started.close();
            throw new IOException("signaling did not start");
        }
        return started;
    }

    private boolean isAlive() {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/health/live"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public Venue.Address address() {
        return new Venue.Address(origin, KEY, SECRET);
    }

    @Override
    public void close() {
        ChildProcess.end(process, STOP);
    }
}
