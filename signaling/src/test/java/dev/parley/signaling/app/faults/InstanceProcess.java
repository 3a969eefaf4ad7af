package dev.parley.signaling.app.faults;

import dev.parley.signaling.app.SignalingApplication;
import dev.parley.signaling.store.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// One signaling server as a process of its own, made of this test's class path. It can end and start again on the same
/// port, as a pod behind its address does.
final class InstanceProcess implements AutoCloseable {
    /// Below the range from which Linux gives ports to sockets that ask for any: none of ours takes it meanwhile.
    private static final int FIRST_PORT = 22_000;

    private static final int PORTS = 10_000;
    private static final int UNREACHABLE = 0;
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final int port = freePort();
    private final Path log;
    private final HttpClient http;
    private final Map<String, String> environment;
    private Process process;

    InstanceProcess(HttpClient http, Map<String, String> settings) {
        this.http = http;
        this.environment = new HashMap<>(settings);
        environment.put("PARLEY_HTTP_PORT", Integer.toString(port));
        environment.put("PARLEY_HTTP_ADDRESS", "127.0.0.1");
        try {
            log = Files.createTempFile("parley-signaling-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = launched();
    }

    private static int freePort() {
        while (true) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException _) {
                // Taken: the next one.
            }
        }
    }

    private Process launched() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // A server of a test lives for seconds: it had better start soon than run fast later.
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-ea",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SignalingApplication.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI socket() {
        return URI.create("ws://127.0.0.1:" + port + "/v1/signal");
    }

    void start() {
        process = launched();
    }

    void awaitReady() {
        Until.holds("a server is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("a server ended by itself:\n" + log());
            }
            return readiness() == 200;
        });
    }

    /// The status of its readiness; 0 when nobody answers.
    int readiness() {
        var request =
                HttpRequest.newBuilder(at("/health/ready")).timeout(ANSWER).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return UNREACHABLE;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// As Kubernetes ends a pod. Tells its exit code.
    int terminate() {
        process.destroy();
        return awaitEnd();
    }

    /// As a machine dies: without a word.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running " + STOP + " after it was told to end:\n" + log());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
