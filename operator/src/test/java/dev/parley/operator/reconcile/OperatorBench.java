package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import dev.parley.crds.recording.RecordingPhase;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `make bench-operator`: one operator with many resources on a real API server. No test by its name, so that it is run
/// when somebody asks for it.
@WithApiServer
@DisplayName("What many resources cost the operator")
class OperatorBench {
    private static final int CLUSTERS = Integer.getInteger("parley.bench.clusters", 100);
    private static final int EDGES = Integer.getInteger("parley.bench.edges", 20);
    private static final int RECORDINGS = Integer.getInteger("parley.bench.recordings", 1_000);
    private static final int EDITS = Integer.getInteger("parley.bench.edits", 100);
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("parley.bench.idle", 120));

    /// Whatever is not there by then does not come.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /// As long as this without a write, everything is as wished. Regions are looked at every ten seconds.
    private static final Duration QUIET = Duration.ofSeconds(20);

    private static final Duration LINE = Duration.ofSeconds(10);
    private static final long LOOK_NS = 50_000_000;
    private static final double MEBIBYTE = 1 << 20;
    private static final double MS = 1e6;

    private final FakeNodes nodes = new FakeNodes();
    private final Running running;
    private final Crowd crowd;
    private final List<String> rows = new ArrayList<>();
    /// When the status first spoke of a generation, by kind, name and generation.
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    OperatorBench(ApiServer server) {
        running = new Running(server, "bench");
        crowd = new Crowd(running, nodes, EDGES);
    }

    @Test
    @DisplayName("is measured")
    void measure() throws IOException {
        crowd.ground();
        running.with(running.clusters())
                .with(running.edges(nodes))
                .with(running.recordings())
                .start();
        try (var _ = watch(MeetingCluster.class, OperatorBench::generation);
                var _ = watch(RegionEdge.class, OperatorBench::generation);
                var _ = watch(RecordingJob.class, OperatorBench::generation)) {
            fill();
            idle();
            edits("a MeetingCluster", MeetingCluster.class, CLUSTERS, Crowd::clusterName, it -> crowd.cluster(it, 3));
            edits("a RegionEdge", RegionEdge.class, EDGES, Crowd::edgeName, it -> crowd.edge(it, 7));
            edits(
                    "a RecordingJob (stop)",
                    RecordingJob.class,
                    RECORDINGS,
                    Crowd::recordingName,
                    it -> crowd.recording(it, CLUSTERS, true));
        } finally {
            running.close();
        }
        report();
    }

    private void fill() {
        long began = System.nanoTime();
        for (int i = 0; i < CLUSTERS; i++) {
            crowd.cluster(i, 2);
        }
        for (int i = 0; i < EDGES; i++) {
            crowd.edge(i, 5);
        }
        for (int i = 0; i < RECORDINGS; i++) {
            crowd.recording(i, CLUSTERS, false);
        }
        say("%d MeetingClusters, %d RegionEdges, %d RecordingJobs are there after %.0f s"
                .formatted(CLUSTERS, EDGES, RECORDINGS, seconds(began)));
        var came = new int[1];
        until("pods, recorders and deployments come", () -> {
            crowd.signalingRuns();
            crowd.nodesCome();
            came[0] += crowd.recordersCome();
            return came[0] >= RECORDINGS && isAsWished();
        });
        row("until all were as wished, s", "%.0f".formatted(seconds(began)));
    }

    private boolean isAsWished() {
        boolean clusters =
                running.client.resources(MeetingCluster.class).inNamespace(running.namespace).list().getItems().stream()
                        .allMatch(it -> it.getStatus() != null
                                && says(it.getStatus().conditions().getFirst().reason()));
        boolean edges =
                running.client.resources(RegionEdge.class).inNamespace(running.namespace).list().getItems().stream()
                        .allMatch(it -> it.getStatus() != null
                                && says(it.getStatus().conditions().getFirst().reason()));
        boolean recordings =
                running.client.resources(RecordingJob.class).inNamespace(running.namespace).list().getItems().stream()
                        .allMatch(it -> it.getStatus() != null && it.getStatus().phase() == RecordingPhase.RECORDING);
        return clusters && edges && recordings;
    }

    private static boolean says(String reason) {
        return reason.equals("AsWished");
    }

    private void idle() {
        var last = new long[] {System.nanoTime()};
        running.traffic.forget();
        until("nothing is written any more", () -> {
            if (!running.traffic.writes().isEmpty()) {
                running.traffic.forget();
                last[0] = System.nanoTime();
            }
            return System.nanoTime() - last[0] > QUIET.toNanos();
        });
        running.traffic.forget();
        long began = System.nanoTime();
        until("idle", () -> System.nanoTime() - began > IDLE.toNanos());
        double minutes = seconds(began) / 60;
        row("idle, writes a minute", "%.1f".formatted(running.traffic.writes().size() / minutes));
        row(
                "idle, all requests a minute",
                "%.1f".formatted(running.traffic.all().size() / minutes));
        row("heap after a collection, MiB", "%.0f".formatted(heap() / MEBIBYTE));
    }

    /// Of the whole process: the operator, and what plays its surroundings.
    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /// One after the other, and each is awaited.
    private <R extends CustomResource<?, ?>> void edits(
            String what, Class<R> kind, int there, IntFunction<String> name, IntConsumer edit) {
        int times = Math.min(EDITS, there);
        var took = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            edit.accept(i);
            long generation =
                    running.at(kind, name.apply(i)).get().getMetadata().getGeneration();
            String key = key(kind, name.apply(i), generation);
            until("edit %d of %s is told".formatted(i, what), () -> told.containsKey(key));
            took[i] = told.getOrDefault(key, began) - began;
        }
        Arrays.sort(took);
        row(
                "edit of %s → status, ms: p50, p95, max".formatted(what),
                "%.0f, %.0f, %.0f".formatted(at(took, 0.5) / MS, at(took, 0.95) / MS, at(took, 1) / MS));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    private <R extends CustomResource<?, ?>> Watch watch(Class<R> kind, ToLongFunction<R> generation) {
        return running.client.resources(kind).inNamespace(running.namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, R resource) {
                told.putIfAbsent(
                        key(kind, resource.getMetadata().getName(), generation.applyAsLong(resource)),
                        System.nanoTime());
            }

            @Override
            public void onClose(@Nullable WatcherException cause) {
                // With the client.
            }
        });
    }

    private static String key(Class<?> kind, String name, long generation) {
        return kind.getSimpleName() + "/" + name + "/" + generation;
    }

    private static long generation(MeetingCluster it) {
        return it.getStatus() == null ? 0 : number(it.getStatus().observedGeneration());
    }

    private static long generation(RegionEdge it) {
        return it.getStatus() == null ? 0 : number(it.getStatus().observedGeneration());
    }

    private static long generation(RecordingJob it) {
        return it.getStatus() == null ? 0 : number(it.getStatus().observedGeneration());
    }

    private static long number(@Nullable Long told) {
        return told == null ? 0 : told;
    }

    private void until(String what, BooleanSupplier expected) {
        long began = System.nanoTime();
        long line = began;
        while (!expected.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - began > PATIENCE.toNanos()) {
                throw new AssertionError("still not: " + what);
            }
            if (now - line > LINE.toNanos()) {
                line = now;
                say("%s: %.0f s, %d requests so far"
                        .formatted(what, seconds(began), running.traffic.all().size()));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static double seconds(long sinceNs) {
        return (System.nanoTime() - sinceNs) / 1e9;
    }

    private void row(String what, String figure) {
        say(what + ": " + figure);
        rows.add("| %s | %s |".formatted(what, figure));
    }

    private static void say(String words) {
        System.out.println("» " + words);
    }

    private void report() throws IOException {
        String folder = System.getProperty("parley.bench.report", "");
        if (folder.isEmpty()) {
            return;
        }
        String text = """
                # One operator and many resources, %s

                `make bench-operator`, commit %s: %d MeetingClusters with recording, %d RegionEdges of %d nodes, \
                %d RecordingJobs that record, on a real API server and etcd (kube-apiserver 1.34, without \
                controllers: what those would write, the bench does). \
                The operator, whatever plays its surroundings, the API server and etcd share %d cores; Java %s.

                | | |
                |---|---|
                %s

                The heap is that of the whole process, with the players of nodes, kubelets and recorders in it. \
                While nothing changes the operator reads nothing but what regions ask of their nodes, and writes \
                nothing.
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("parley.bench.commit", "unknown"),
                        CLUSTERS,
                        EDGES,
                        Crowd.NODES_OF_EDGE,
                        RECORDINGS,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        String.join("\n", rows));
        Files.writeString(Path.of(folder, LocalDate.now(ZoneOffset.UTC) + "-operator.md"), text);
    }
}
