package dev.parley.e2e.trials;

import dev.parley.crds.edge.NodePhase;
import dev.parley.e2e.machines.Faults.OfMachine;
import dev.parley.e2e.machines.NotOursException;
import dev.parley.e2e.stage.Stage;
import dev.parley.e2e.system.Installation.Machine;
import dev.parley.e2e.system.Told;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// Machines that lose their power or their cable, with media nodes on them.
public final class Machines {
    private static final Duration NOTICED = Duration.ofSeconds(90);
    private static final Duration BACK = Duration.ofMinutes(4);
    /// Less than it takes Kubernetes to take pods away from a lost machine by itself, which is five minutes.
    private static final String SHORT_DRAIN = "{\"drain\":{\"deadlineSeconds\":20}}";

    /// The drain, the time that the pod may take to end, and the two minutes by which it may be late.
    private static final Duration OVERDUE = Duration.ofMinutes(5);

    private static final Duration REFORMED = Duration.ofMinutes(5);
    private static final Duration TOLD = Duration.ofSeconds(20);

    private final InstantSource calendar;

    public Machines(InstantSource calendar) {
        this.calendar = calendar;
    }

    public List<Trial> all() {
        return List.of(
                Trial.of("power", "power cut of a machine", stage -> lose(stage, OfMachine.POWER)),
                Trial.of("cable", "cable cut of a machine", stage -> lose(stage, OfMachine.CABLE)),
                Trial.of("overdue", "power cut of a machine, and its node is to be replaced", this::overdue));
    }

    private String lose(Stage stage, OfMachine what) throws IOException, InterruptedException {
        var then = calendar.instant();
        String machine = victim(stage);
        stage.tools().faults().machine(machine, what);
        try {
            stage.await("its nodes are Lost", () -> isLost(stage, machine), NOTICED);
        } finally {
            stage.tools().faults().machine(machine, OfMachine.MEND);
        }
        awaitPods(stage);
        stage.awaitSettled(stage.nodes());
        Set<String> told = awaitEvents(stage, then, Set.of("NodeLost", "NodeActive"));
        return "Events " + String.join(", ", told);
    }

    /// Nobody knows whether that machine lives, so its pod cannot be taken away for sure: somebody must say so.
    private String overdue(Stage stage) throws IOException, InterruptedException {
        reform(stage, SHORT_DRAIN);
        try {
            return overdueAt(stage, victim(stage));
        } finally {
            reform(stage, "{\"drain\":null}");
        }
    }

    private String overdueAt(Stage stage, String machine) throws IOException, InterruptedException {
        var then = calendar.instant();
        String node = on(stage, machine).getFirst().getMetadata().getName();
        stage.tools().faults().machine(machine, OfMachine.POWER);
        try {
            stage.await("its nodes are Lost", () -> isLost(stage, machine), NOTICED);
            stage.tools().programs().kubectl("annotate", "pod", node, "parley.dev/wish=replace");
            stage.await(
                    "Stalled, DrainOverdue",
                    () -> stage.stalled().filter("DrainOverdue"::equals).isPresent(),
                    OVERDUE);
        } finally {
            stage.tools().faults().machine(machine, OfMachine.MEND);
        }
        awaitPods(stage);
        stage.awaitSettled(stage.nodes());
        Set<String> told = awaitEvents(stage, then, Set.of("DrainOverdue"));
        return "Stalled with DrainOverdue until it was mended; Events " + String.join(", ", told);
    }

    /// The time for a drain is that which a pod may take to end: another one is another form of the pods, and until all
    /// have it nothing is as it should be.
    private static void reform(Stage stage, String spec) throws IOException, InterruptedException {
        Set<String> before = stage.pods().lives().keySet();
        stage.installation().patchEdge(spec);
        stage.await(
                "all nodes are others",
                () -> stage.pods().lives().keySet().stream().noneMatch(before::contains),
                REFORMED);
        stage.awaitSettled(stage.nodes());
    }

    /// The status is written first, and told of then.
    private static Set<String> awaitEvents(Stage stage, Instant then, Set<String> wanted)
            throws IOException, InterruptedException {
        stage.await(
                "Events " + wanted, () -> Told.since(stage.installation(), then).containsAll(wanted), TOLD);
        return Told.since(stage.installation(), then);
    }

    private static void awaitPods(Stage stage) throws IOException, InterruptedException {
        stage.await("all pods run again", () -> stage.pods().all().stream().allMatch(Machines::isRunning), BACK);
    }

    private static boolean isRunning(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }

    /// One with media nodes, and without what there is only one of: that would be another trial.
    private static String victim(Stage stage) throws IOException, InterruptedException {
        String spared = Objects.requireNonNullElse(
                stage.pods().of("redis").getFirst().getSpec().getNodeName(), "");
        spread(stage);
        List<String> candidates = used(stage);
        if (candidates.size() < 2) {
            throw new NotOursException("all media nodes are on one machine, and no other takes any");
        }
        stage.keepOperatorAt(spared);
        return candidates.stream()
                .filter(Predicate.not(spared::equals))
                .findFirst()
                .orElseThrow();
    }

    /// A machine that was drained has none any more, and nobody moves pods for that alone: the next one goes there.
    private static void spread(Stage stage) throws IOException, InterruptedException {
        if (used(stage).size() > 1 || stage.installation().machines().size() < 2) {
            return;
        }
        Pod pod = stage.pods().all().getFirst();
        String uid = pod.getMetadata().getUid();
        stage.tools().programs().kubectl("annotate", "pod", pod.getMetadata().getName(), "parley.dev/wish=replace");
        stage.await(
                "another pod " + pod.getMetadata().getName(),
                () -> stage.pods().all().stream()
                        .noneMatch(it -> it.getMetadata().getUid().equals(uid)),
                BACK);
        stage.awaitSettled(stage.nodes());
        stage.spread();
    }

    /// The machines that have media nodes.
    private static List<String> used(Stage stage) {
        return stage.installation().machines().stream()
                .map(Machine::name)
                .filter(it -> !on(stage, it).isEmpty())
                .toList();
    }

    private static List<Pod> on(Stage stage, String machine) {
        return stage.pods().all().stream()
                .filter(it -> machine.equals(it.getSpec().getNodeName()))
                .toList();
    }

    private static boolean isLost(Stage stage, String machine) {
        var nodes = stage.diary().nodes().stream()
                .filter(it -> machine.equals(it.host()))
                .toList();
        return !nodes.isEmpty() && nodes.stream().allMatch(it -> it.phase() == NodePhase.LOST);
    }
}
