package dev.parley.loadtest.system;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.ChildProcess;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.node.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The standalone system that `make up` starts: Redis, two media nodes, signaling, as one process. Closing
/// it ends the process.
public final class SystemProcess implements AutoCloseable {
    private static final String PROGRAM = "dev.parley.standalone.StandaloneApplication";
    private static final String KEY = "loadtest";
    private static final String SECRET = "a-secret-of-the-load-test-that-is-long-enough";
    private static final int NODES = 2;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /// How it is started.
    ///
    /// @param classPath with the standalone program on it
    /// @param options of its JVM
    /// @param folder for its log
    /// @param loops of each node
    public record Launch(String classPath, List<String> options, Path folder, int loops) {
        public Launch {
            options = List.copyOf(options);
        }
    }

    private final Process process;
    private final RunningJvm jvm;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI origin;
    private final List<URI> nodes;
    private final Path log;

    private SystemProcess(Process process, Path log, int httpPort, int nodePort) {
        this.process = process;
        this.jvm = new RunningJvm(process.pid());
        this.log = log;
        this.origin = at(httpPort);
        this.nodes = List.of(at(nodePort), at(nodePort + 1));
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Starts it and waits until both nodes take sessions.
    public static SystemProcess start(Launch launch, RandomGenerator random, Patience patience)
            throws IOException, InterruptedException {
        Files.createDirectories(launch.folder());
        int ports = FreePorts.tcp(1 + NODES, random);
        Path log = launch.folder().resolve("system.out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders"));
        command.addAll(launch.options());
        command.addAll(List.of("-cp", launch.classPath(), PROGRAM));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "PARLEY_HTTP_PORT", Integer.toString(ports),
                        "PARLEY_NODE_HTTP_PORT", Integer.toString(ports + 1),
                        "PARLEY_MEDIA_PORT", Integer.toString(FreePorts.udp(NODES * launch.loops(), random)),
                        "PARLEY_LOOPS", Integer.toString(launch.loops()),
                        "PARLEY_ANNOUNCE", "127.0.0.1",
                        "PARLEY_BIND", "127.0.0.1",
                        "PARLEY_API_KEY", KEY,
                        "PARLEY_API_SECRET", SECRET,
                        "PARLEY_RUN_DIR", launch.folder().toString()));
        SystemProcess system = new SystemProcess(builder.start(), log, ports, ports + 1);
        boolean up = patience.until(() -> !system.process.isAlive() || system.isReady(), START);
        if (!up || !system.process.isAlive()) {
            system.close();
            throw new IOException("Parley did not start:\n" + Files.readString(log));
        }
        return system;
    }

    private boolean isReady() {
        try {
            return signalingMetrics().sum("parley_nodes_up") == NODES;
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

    public RunningJvm jvm() {
        return jvm;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    public Scrape signalingMetrics() throws IOException, InterruptedException {
        return metrics(origin);
    }

    /// The sum over all nodes of a metric.
    public double sumOverNodes(String metric, String label) throws IOException, InterruptedException {
        double sum = 0;
        for (URI node : nodes) {
            sum += metrics(node).sum(metric, label);
        }
        return sum;
    }

    private Scrape metrics(URI base) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/metrics")).timeout(ANSWER).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return Scrape.parse(response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
        ChildProcess.end(process, STOP);
    }
}
