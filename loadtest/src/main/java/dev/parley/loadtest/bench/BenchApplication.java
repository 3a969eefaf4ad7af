package dev.parley.loadtest.bench;

import dev.parley.loadtest.node.NodeProcess;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.report.Machine;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// `make bench`: what a node costs, by shapes of load. Run on the class path of this module with
/// `--enable-native-access=ALL-UNNAMED`:
/// ```
/// BenchApplication <folder for the tables> [--warm-up seconds] [--seconds seconds] [--loops n] [shape ...]
/// ```
/// Without shapes all of them are run; `docs/benchmarks` is the folder in this repository. Prints the tables and writes
/// them to `<date>-node.md` there. Exit code 0 whatever was measured: a benchmark asserts nothing.
public final class BenchApplication {
    private static final int CLIENT_LOOPS = 2;
    private static final long SEED = 7;

    private final Path folder;
    private final Measuring measuring;
    private final List<Shape> shapes;

    private BenchApplication(Path folder, Measuring measuring, List<Shape> shapes) {
        this.folder = folder;
        this.measuring = measuring;
        this.shapes = shapes;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        Measuring measuring = new Measuring(
                option(words, "--loops", Runtime.getRuntime().availableProcessors()),
                option(words, "--warm-up", 20),
                option(words, "--seconds", 20));
        Path folder = Path.of(words.isEmpty() ? "docs/benchmarks" : words.removeFirst());
        List<Shape> shapes = words.isEmpty()
                ? Shape.ALL
                : words.stream()
                        .map(name -> Shape.named(name)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "shape: " + name + " (expected: one of " + Shape.names() + ")")))
                        .toList();
        new BenchApplication(folder, measuring, shapes).run();
    }

    private static int option(List<String> words, String name, int otherwise) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 == words.size()) {
            return otherwise;
        }
        words.remove(at);
        return Integer.parseInt(words.remove(at));
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<Result> results = new ArrayList<>();
        for (Shape shape : shapes) {
            System.out.printf("%s: warming up for %d s ...%n", shape.name(), measuring.warmUpSeconds());
            Result result = measure(shape);
            System.out.printf(
                    "%s: %.0f packets/s, %.2f us of the loops each, p99 %.2f ms%n",
                    shape.name(), result.forwardedPerSecond(), result.loopUs(), result.p99Ms());
            results.add(result);
        }
        Machine here = Machine.here(Instant.now());
        String report = Report.of(here, measuring, results);
        Path file = folder.resolve(here.date() + "-node.md");
        Files.writeString(file, report);
        System.out.printf("%n%s%nwritten to %s%n", report, file);
    }

    private Result measure(Shape shape) throws IOException, InterruptedException {
        Path log = Files.createTempFile("parley-node", ".log");
        DelayHistogram delays = new DelayHistogram();
        try (Patience patience = new Patience();
                NodeProcess node = NodeProcess.start(measuring.loops(), log, patience);
                RtcClients clients = new RtcClients(settings());
                Crowd crowd = new Crowd(
                        shape, new Crowd.Tools(node.api(), clients, new Random(SEED), System::nanoTime), delays)) {
            node.collectGarbage();
            long emptyBytes = node.usage().residentBytes();
            crowd.publishers();
            crowd.subscribers();
            crowd.begin();
            patience.pass(Duration.ofSeconds(measuring.warmUpSeconds()));
            node.collectGarbage();
            long fullBytes = node.usage().residentBytes();
            delays.reset();
            Reading before = Reading.of(node, System.nanoTime());
            patience.pass(Duration.ofSeconds(measuring.seconds()));
            Reading after = Reading.of(node, System.nanoTime());
            return Result.of(shape, before, after, delays)
                    .with((fullBytes - emptyBytes) / (double) shape.receivers(), crowd.missing());
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static ClientSettings settings() {
        return new ClientSettings(
                CLIENT_LOOPS,
                InetAddress.getLoopbackAddress(),
                System::nanoTime,
                () -> System.currentTimeMillis() * 1_000_000,
                new SecureRandom());
    }
}
