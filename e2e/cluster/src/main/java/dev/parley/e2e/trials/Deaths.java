package dev.parley.e2e.trials;

import dev.parley.crds.edge.NodePhase;
import dev.parley.e2e.machines.Faults.OfPod;
import dev.parley.e2e.stage.Stage;
import dev.parley.e2e.system.Diary;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Processes that die or hang: the operator's, a media node's, Redis'.
public final class Deaths {
    private static final int CRASHES = 20;
    private static final Duration PHASE = Duration.ofSeconds(90);
    private static final Duration BACK = Duration.ofMinutes(3);
    /// From one crash of the operator to the next: it has begun to work.
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    /// The kubelet sees within so long that a process hangs: three looks of five seconds each, and a grace time.
    private static final Duration NOTICED = Duration.ofSeconds(90);

    private Deaths() {}

    public static List<Trial> all() {
        return List.of(
                Trial.brief("media-killed", "`kill -9` of a media node", stage -> strike(stage, OfPod.KILL)),
                Trial.of("media-hung", "`SIGSTOP` of a media node", stage -> strike(stage, OfPod.HANG)),
                Trial.of("draining-killed", "`kill -9` of a media node that drains", it -> draining(it, OfPod.KILL)),
                Trial.of("draining-hung", "`SIGSTOP` of a media node that drains", it -> draining(it, OfPod.HANG)),
                Trial.of("redis", "`kill -9` of Redis, which keeps nothing", Deaths::redis),
                Trial.of("operator", "operator killed in each phase of a drain", Deaths::operator),
                Trial.of("crashes", CRASHES + " crashes of the operator", Deaths::crashes));
    }

    /// The node comes back by itself: its kubelet starts it again.
    private static String strike(Stage stage, OfPod what) throws IOException, InterruptedException {
        String node = stage.fullest();
        Map<String, Integer> before = stage.pods().lives();
        stage.tools().faults().pod(node, what);
        stage.await(node + " is started again", () -> !stage.pods().lives().equals(before), NOTICED);
        stage.awaitSettled(stage.nodes());
        return node + " was started again";
    }

    private static String draining(Stage stage, OfPod what) throws IOException, InterruptedException {
        long fromNs = stage.nowNs();
        String node = stage.fullest();
        String uid = uid(stage, node);
        // Slowly, so that it still has rooms when it is struck.
        stage.installation().patchEdge("{\"drain\":{\"roomsPerSecond\":1}}");
        try {
            stage.tools().programs().kubectl("annotate", "pod", node, "parley.dev/wish=replace");
            awaitPhase(stage, fromNs, uid, NodePhase.DRAINING);
            stage.tools().faults().pod(node, what);
            stage.await("another pod " + node, () -> !uid(stage, node).equals(uid), BACK);
            stage.awaitSettled(stage.nodes());
        } finally {
            stage.installation().patchEdge("{\"drain\":null}");
        }
        return Drains.ways(stage, fromNs);
    }

    private static String uid(Stage stage, String node) {
        return stage.pods().all().stream()
                .filter(it -> it.getMetadata().getName().equals(node))
                .map(it -> it.getMetadata().getUid())
                .findFirst()
                .orElse("");
    }

    private static void awaitPhase(Stage stage, long fromNs, String uid, NodePhase phase)
            throws IOException, InterruptedException {
        stage.await(
                "phase " + Diary.word(phase),
                () -> stage.diary().since(fromNs).stream()
                        .anyMatch(it -> it.uid().equals(uid) && it.phase() == phase),
                PHASE);
    }

    private static String redis(Stage stage) throws IOException, InterruptedException {
        String pod = stage.pods().of("redis").getFirst().getMetadata().getName();
        stage.tools().faults().pod(pod, OfPod.KILL);
        stage.await(
                "Redis is back",
                () -> stage.pods().of("redis").stream()
                        .allMatch(it -> it.getStatus().getContainerStatuses().stream()
                                .allMatch(one -> one.getReady() && one.getRestartCount() > 0)),
                BACK);
        stage.awaitSettled(stage.nodes());
        return "the meetings are in it again";
    }

    /// One drain for each phase; nobody else is replaced, and nobody twice.
    private static String operator(Stage stage) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        for (NodePhase phase : List.of(NodePhase.CORDONED, NodePhase.DRAINING, NodePhase.DRAINED, NodePhase.DELETED)) {
            long fromNs = stage.nowNs();
            String node = stage.fullest();
            String uid = uid(stage, node);
            Map<String, Integer> others = others(stage, node);
            stage.tools().programs().kubectl("annotate", "pod", node, "parley.dev/wish=replace");
            awaitPhase(stage, fromNs, uid, phase);
            crash(stage);
            stage.await("another pod " + node, () -> !uid(stage, node).equals(uid), BACK);
            stage.awaitSettled(stage.nodes());
            if (!others(stage, node).equals(others)) {
                throw new IOException("killed while a node was %s, and others were restarted: %s before, %s after"
                        .formatted(Diary.word(phase), others, others(stage, node)));
            }
            told.add(Diary.word(phase));
            stage.spread();
        }
        return "in " + String.join(", ", told) + ": each drain went on";
    }

    private static Map<String, Integer> others(Stage stage, String node) {
        Map<String, Integer> lives = stage.pods().lives();
        lives.keySet().removeIf(it -> it.startsWith(node + " "));
        return lives;
    }

    /// As a machine would take it away: no goodbye. The next one is a pod of its own, for a kubelet waits ever longer
    /// before it starts the same one again.
    private static void crash(Stage stage) throws IOException, InterruptedException {
        for (Pod pod : stage.pods().operators()) {
            String name = pod.getMetadata().getName();
            try {
                stage.tools().faults().pod(name, OfPod.KILL);
            } catch (IOException notThere) {
                // What follows ends it as well.
            }
            stage.tools().programs().kubectl("delete", "pod", name, "--force", "--grace-period=0");
        }
    }

    private static String crashes(Stage stage) throws IOException, InterruptedException {
        Map<String, Integer> before = stage.pods().lives();
        for (int crash = 1; crash <= CRASHES; crash++) {
            stage.await("the operator is ready", () -> isReady(stage.pods().operators()), BACK);
            stage.tools().patience().pass(BETWEEN);
            crash(stage);
        }
        stage.await("the operator is ready", () -> isReady(stage.pods().operators()), BACK);
        stage.awaitSettled(stage.nodes());
        if (!stage.pods().lives().equals(before)) {
            throw new IOException("media pods: %s before, %s after"
                    .formatted(before, stage.pods().lives()));
        }
        return "no media pod was restarted";
    }

    private static boolean isReady(List<Pod> pods) {
        return !pods.isEmpty()
                && pods.stream()
                        .allMatch(pod -> pod.getStatus().getConditions().stream()
                                .anyMatch(it -> it.getType().equals("Ready")
                                        && it.getStatus().equals("True")));
    }
}
