package dev.parley.e2e.trials;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.e2e.machines.NotOursException;
import dev.parley.e2e.stage.Stage;
import dev.parley.e2e.system.Installation.Machine;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Media nodes that go on purpose, each way in which they can.
public final class Drains {
    /// The name of [#waiting()].
    public static final String WAITING = "wait";

    private static final Duration REPLACED = Duration.ofMinutes(5);
    private static final Duration BEGUN = Duration.ofSeconds(60);
    /// Nothing happens to those who meet at a node that waits for them.
    private static final Duration HELD = Duration.ofSeconds(30);
    /// Every node on its way out is to be seen there. Where Kubernetes takes the pod, nobody may have cordoned it.
    private static final String WAY_OUT = "Draining > Drained > Deleted";

    private static final String WHOLE_WAY = "Cordoned > " + WAY_OUT;

    private Drains() {}

    public static List<Trial> all() {
        return List.of(
                Trial.brief("upgrade", "rolling upgrade of the media nodes", Drains::upgrade),
                Trial.of("again", "the same once more, when nothing is done for the first time", Drains::upgrade),
                Trial.of("drain", "`kubectl drain` of a machine", Drains::machine),
                Trial.of("scale-in", "`kubectl scale`: one node fewer, then one more", Drains::scaleIn),
                Trial.of("delete", "`kubectl delete pod`, behind the operator's back", Drains::deletion));
    }

    /// The last of all: it ends the meetings.
    public static Trial waiting() {
        return Trial.of(WAITING, "rolling upgrade with `Wait`, until people leave", Drains::waiting);
    }

    private static String upgrade(Stage stage) throws IOException, InterruptedException {
        long fromNs = stage.nowNs();
        Set<String> before = uids(stage);
        stage.installation().patchCluster(image(stage));
        stage.await("all nodes are others", () -> uids(stage).stream().noneMatch(before::contains), REPLACED);
        stage.awaitSettled(stage.nodes());
        return waysOut(stage, fromNs, before, WHOLE_WAY);
    }

    /// Each way of these pods, all of which end so.
    private static String waysOut(Stage stage, long fromNs, Set<String> pods, String end) throws IOException {
        Set<String> ways = stage.diary().waysOut(fromNs, pods);
        if (ways.isEmpty() || !ways.stream().allMatch(it -> it.endsWith(end))) {
            throw new IOException("phases: " + ways + " (expected: " + end + ")");
        }
        return String.join(", ", ways);
    }

    /// To the next release, or back.
    private static String image(Stage stage) {
        String now = stage.installation().cluster().getSpec().images().mediaNode();
        return now == null
                ? "{\"images\":{\"mediaNode\":\"%s\"}}"
                        .formatted(stage.installation().release().nextMediaNode())
                : "{\"images\":{\"mediaNode\":null}}";
    }

    private static Set<String> uids(Stage stage) {
        return stage.pods().all().stream().map(it -> it.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private static String machine(Stage stage) throws IOException, InterruptedException {
        if (stage.installation().machines().size() < 2) {
            throw new NotOursException("it has one machine only");
        }
        long fromNs = stage.nowNs();
        Set<String> before = uids(stage);
        String machine = emptiest(stage);
        // Who is not there sees nothing: that nodes then go as well by themselves is another trial.
        stage.keepOperatorAt(other(stage, machine));
        var programs = stage.tools().programs();
        try {
            programs.kubectl("drain", machine, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=240s");
            stage.awaitSettled(stage.nodes());
        } finally {
            programs.kubectl("uncordon", machine);
        }
        List<String> left = stage.pods().all().stream()
                .filter(it -> machine.equals(it.getSpec().getNodeName()))
                .map(it -> it.getMetadata().getName())
                .toList();
        if (!left.isEmpty()) {
            throw new IOException(left + " are still on " + machine);
        }
        return waysOut(stage, fromNs, before, WAY_OUT);
    }

    /// The machine with media nodes, and the fewest of them.
    private static String emptiest(Stage stage) throws IOException {
        List<Pod> pods = stage.pods().all();
        return stage.installation().machines().stream()
                .map(Machine::name)
                .filter(it -> count(pods, it) > 0)
                .min(java.util.Comparator.comparingLong(it -> count(pods, it)))
                .orElseThrow(() -> new IOException("no media nodes"));
    }

    private static String other(Stage stage, String machine) throws IOException {
        return stage.installation().machines().stream()
                .map(Machine::name)
                .filter(it -> !it.equals(machine))
                .findFirst()
                .orElseThrow(() -> new IOException("no other machine"));
    }

    private static long count(List<Pod> pods, String machine) {
        return pods.stream()
                .filter(it -> machine.equals(it.getSpec().getNodeName()))
                .count();
    }

    private static String scaleIn(Stage stage) throws IOException, InterruptedException {
        long fromNs = stage.nowNs();
        Set<String> before = uids(stage);
        var programs = stage.tools().programs();
        programs.kubectl("scale", "re/here", "--replicas=" + (stage.nodes() - 1));
        stage.awaitSettled(stage.nodes() - 1);
        String ways = waysOut(stage, fromNs, before, WHOLE_WAY);
        programs.kubectl("scale", "re/here", "--replicas=" + stage.nodes());
        stage.awaitSettled(stage.nodes());
        return ways;
    }

    private static String deletion(Stage stage) throws IOException, InterruptedException {
        long fromNs = stage.nowNs();
        String node = stage.fullest();
        Set<String> before = uids(stage);
        stage.tools().programs().kubectl("delete", "pod", node, "--wait=false");
        stage.await("another pod " + node, () -> !before.containsAll(uids(stage)), REPLACED);
        stage.awaitSettled(stage.nodes());
        return waysOut(stage, fromNs, before, WAY_OUT);
    }

    private static String waiting(Stage stage) throws IOException, InterruptedException {
        long fromNs = stage.nowNs();
        Set<String> before = uids(stage);
        stage.installation().patchEdge("{\"drain\":{\"policy\":\"Wait\"}}");
        stage.installation().patchCluster(image(stage));
        stage.await(
                "a node waits for its rooms",
                () -> stage.diary().nodes().stream().anyMatch(Drains::waits),
                BEGUN);
        stage.tools().patience().pass(HELD);
        if (uids(stage).stream().filter(before::contains).count() < stage.nodes()) {
            throw new IOException("a node went while people met there");
        }
        return ways(stage, fromNs) + "; held for " + HELD.toSeconds() + " s";
    }

    private static boolean waits(RegionEdgeStatus.Node node) {
        return node.phase() == NodePhase.DRAINING && node.rooms() != null && node.rooms() > 0;
    }

    /// After [#waiting]: everybody leaves, and the nodes go by themselves.
    public static String left(Stage stage) throws IOException, InterruptedException {
        long fromNs = stage.nowNs();
        stage.people().end();
        stage.awaitSettled(stage.nodes());
        return ways(stage, fromNs);
    }

    static String ways(Stage stage, long fromNs) {
        return String.join(", ", stage.diary().waysOut(fromNs));
    }
}
