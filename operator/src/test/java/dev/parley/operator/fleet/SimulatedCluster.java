package dev.parley.operator.fleet;

import dev.parley.crds.edge.NodePhase;
import dev.parley.operator.fleet.Seen.Ask;
import dev.parley.operator.fleet.Seen.Host;
import dev.parley.operator.fleet.Seen.Life;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An API server with its StatefulSet controller and kubelets, in steps of a second. Everything that must
/// never happen is noticed at the moment it happens.
final class SimulatedCluster {
    private static final int START_SECONDS = 2;
    private static final int READY_SECONDS = 5;
    private static final int STOP_SECONDS = 2;
    private static final int LEASE_SECONDS = 3;
    private static final int LIVENESS_SECONDS = 15;
    static final int GRACE_SECONDS = 120;

    final Random random;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private FleetWish wish;
    int replicas;
    int revision = 1;
    /// No machine takes a new pod.
    boolean full;
    /// Only those are there whom the test puts there.
    boolean nobodyComes;
    List<NodeRecord> records = List.of();
    long ringEpoch;
    long statusVersion = 1;
    long setVersion = 1;
    final TreeMap<Integer, SimulatedPod> pods = new TreeMap<>();
    final List<String> story = new ArrayList<>();
    private int uids;
    private long versions;

    static final class SimulatedPod {
        final int ordinal;
        final String uid;
        final int revision;
        final SimulatedNode node = new SimulatedNode();
        long version;
        Instant since;
        boolean scheduled;
        boolean machineDead;
        int hungSeconds;
        Host host = Host.FINE;
        Ask ask = Ask.NOTHING;

        @Nullable
        Instant goneBy;

        @Nullable
        Instant leavingSince;

        SimulatedPod(int ordinal, String uid, int revision, Instant since) {
            this.ordinal = ordinal;
            this.uid = uid;
            this.revision = revision;
            this.since = since;
        }
    }

    SimulatedCluster(Random random, FleetWish wish) {
        this.random = random;
        this.wish = wish;
        this.replicas = wish.replicas();
    }

    FleetWish wish() {
        return wish;
    }

    /// The spec and the status are one object, so whoever has seen it before has seen another.
    void wish(FleetWish next) {
        wish = next;
        statusVersion++;
    }

    // --- what anybody sees ---------------------------------------------------------------------------------------

    List<Seen> seen() {
        return pods.values().stream().map(this::seen).toList();
    }

    private Seen seen(SimulatedPod pod) {
        Life life = life(pod);
        return new Seen(
                pod.ordinal,
                new Seen.Pod(
                        name(pod.ordinal),
                        pod.uid,
                        Long.toString(pod.version),
                        life,
                        pod.revision == revision,
                        pod.host,
                        pod.ask,
                        pod.goneBy,
                        pod.scheduled ? null : pod.since),
                life == Life.NONE || pod.machineDead ? null : pod.node.report());
    }

    SimulatedPod pod(int ordinal) {
        return Objects.requireNonNull(pods.get(ordinal), () -> "no pod " + ordinal);
    }

    static String name(int ordinal) {
        return "eu-media-" + ordinal;
    }

    private Life life(SimulatedPod pod) {
        if (!pod.scheduled || pod.since.plusSeconds(START_SECONDS).isAfter(now)) {
            return Life.NONE;
        }
        boolean ready = !pod.since.plusSeconds(READY_SECONDS).isAfter(now)
                && pod.node.phase == NodePhase.ACTIVE
                && !pod.node.hung
                && !pod.machineDead;
        return ready ? Life.READY : Life.RUNNING;
    }

    // --- what operators do ---------------------------------------------------------------------------------------

    /// Compare and set: false is a conflict.
    boolean claim(long version, Plan plan) {
        if (version != statusVersion) {
            return false;
        }
        if (plan.ringEpoch() < ringEpoch) {
            throw new AssertionError("the ring epoch went back: " + plan.ringEpoch() + " after " + ringEpoch);
        }
        var before = records;
        records = plan.records();
        ringEpoch = plan.ringEpoch();
        statusVersion++;
        boolean anySetsOut = records.stream()
                .anyMatch(it -> isCounted(it) && before.stream().noneMatch(was -> was.isGoing() && isSame(was, it)));
        long going = records.stream()
                .filter(it -> isCounted(it)
                        && !(isEmpty(it) && before.stream().anyMatch(was -> isSame(was, it) && isNew(was))))
                .count();
        if (anySetsOut && going > wish.maxUnavailable()) {
            throw new AssertionError("%d nodes on their way out (expected: at most %d): %s"
                    .formatted(going, wish.maxUnavailable(), inShort(records)));
        }
        return true;
    }

    private static boolean isSame(NodeRecord one, NodeRecord other) {
        return one.uid() != null && one.uid().equals(other.uid());
    }

    /// As far as anybody has written down it takes no rooms yet: while nobody is there, nobody misses it.
    private static boolean isNew(NodeRecord record) {
        return record.phase() == NodePhase.STARTING;
    }

    private boolean isEmpty(NodeRecord record) {
        return pod(record.ordinal()).node.participants == 0;
    }

    /// On its way out by our doing, and missed.
    private boolean isCounted(NodeRecord record) {
        boolean waits = record.ordinal() >= wish.replicas()
                && (record.phase() == NodePhase.DRAINED || Planner.isOverdue(record, now));
        return record.isGoing() && record.cause() != Cause.EVICTED && isAlive(record) && !waits;
    }

    static String inShort(List<NodeRecord> records) {
        return records.stream()
                .map(it -> it.ordinal() + ":" + it.phase() + (it.cause() == null ? "" : "/" + it.cause()))
                .collect(Collectors.joining(" "));
    }

    /// Who serves nobody makes nobody wait.
    private boolean isAlive(NodeRecord record) {
        return pods.values().stream()
                .anyMatch(pod -> pod.uid.equals(record.uid()) && life(pod) != Life.NONE && pod.goneBy == null);
    }

    void act(Act act) {
        SimulatedPod pod =
                pods.get(Integer.parseInt(act.node().substring(act.node().lastIndexOf('-') + 1)));
        if (pod == null || (life(pod) == Life.NONE && !(act instanceof Act.Delete))) {
            return;
        }
        if (!(act instanceof Act.Delete delete)) {
            if (!pod.machineDead) {
                pod.node.obey(act, now);
            }
            return;
        }
        boolean isSame =
                pod.uid.equals(delete.uid()) && Long.toString(pod.version).equals(delete.resourceVersion());
        if (!isSame || pod.goneBy != null) {
            return;
        }
        boolean wanted = pod.revision != revision || pod.host != Host.FINE || pod.ask == Ask.REPLACE;
        delete(pod, wanted || pod.ordinal >= wish.replicas());
    }

    /// Compare and set, too.
    void scale(long version, int to) {
        if (version == setVersion) {
            tell("StatefulSet " + replicas + " -> " + to);
            replicas = to;
            setVersion++;
        }
    }

    private void delete(SimulatedPod pod, boolean wanted) {
        NodeRecord record = records.stream()
                .filter(it -> pod.uid.equals(it.uid()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("deleted and never written down: " + pod.uid));
        boolean late = record.drainDeadline() != null && !now.isBefore(record.drainDeadline());
        boolean served = life(pod) != Life.NONE && !pod.machineDead && !pod.node.hung;
        if (pod.node.participants > 0 && served && !late) {
            throw new AssertionError(
                    "deleted with %d participants before its deadline: %s".formatted(pod.node.participants, record));
        }
        if (record.phase() != NodePhase.DELETED) {
            throw new AssertionError("deleted in phase " + record);
        }
        if (!wanted && record.cause() != Cause.OUTDATED) {
            tell("deleted for what is over by now: " + record);
        }
        leave(pod, GRACE_SECONDS);
    }

    /// Whoever deletes it: the node carries its people away within the grace period.
    void leave(SimulatedPod pod, int graceSeconds) {
        if (pod.goneBy == null) {
            tell("leaves: " + pod.uid + " of ordinal " + pod.ordinal);
            pod.goneBy = now.plusSeconds(graceSeconds);
            pod.leavingSince = now;
            pod.node.terminate(now, now.plusSeconds(graceSeconds / 2));
            pod.version = ++versions;
        }
    }

    // --- what passes by itself -----------------------------------------------------------------------------------

    void second() {
        now = now.plusSeconds(1);
        statefulSet();
        for (SimulatedPod pod : List.copyOf(pods.values())) {
            kubelet(pod);
        }
        for (SimulatedPod pod : pods.values()) {
            if (life(pod) != Life.NONE && !pod.machineDead) {
                pod.node.second(now, refuge(pod));
            }
        }
        if (!nobodyComes) {
            people();
        }
    }

    private void people() {
        SimulatedPod door = any(null);
        if (door != null && random.nextInt(4) == 0) {
            door.node.participants++;
        }
        for (SimulatedPod pod : pods.values()) {
            if (pod.node.participants > 0 && random.nextInt(40) == 0) {
                pod.node.participants--;
            }
        }
    }

    private void statefulSet() {
        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            if (!pods.containsKey(ordinal)) {
                var pod = new SimulatedPod(ordinal, "uid-" + ++uids, revision, now);
                pod.version = ++versions;
                pods.put(ordinal, pod);
            }
        }
        for (SimulatedPod pod : pods.tailMap(replicas, true).values()) {
            if (pod.goneBy == null) {
                delete(pod, true);
            }
        }
    }

    private void kubelet(SimulatedPod pod) {
        if (!pod.scheduled && !full) {
            pod.scheduled = true;
            pod.since = now;
            pod.version = ++versions;
        }
        if (pod.machineDead) {
            carry(pod);
            return;
        }
        if (pod.node.hung && ++pod.hungSeconds >= LEASE_SECONDS) {
            carry(pod);
            if (pod.hungSeconds >= LIVENESS_SECONDS) {
                restart(pod);
            }
        }
        if (pod.goneBy != null) {
            Instant since = Objects.requireNonNull(pod.leavingSince, "set with goneBy");
            boolean stopped = !pod.node.hung
                    && pod.node.phase == NodePhase.DRAINED
                    && !now.isBefore(since.plusSeconds(STOP_SECONDS));
            if (stopped || !now.isBefore(pod.goneBy) || !pod.scheduled) {
                carry(pod);
                pods.remove(pod.ordinal);
            }
        }
    }

    private void carry(SimulatedPod pod) {
        SimulatedPod to = any(pod);
        if (to != null) {
            to.node.participants += pod.node.participants;
        }
        pod.node.participants = 0;
    }

    private void restart(SimulatedPod pod) {
        pod.node.hung = false;
        pod.node.phase = NodePhase.ACTIVE;
        pod.node.obey(new Act.Uncordon(name(pod.ordinal)), now);
        pod.hungSeconds = 0;
        pod.version = ++versions;
    }

    void touched(SimulatedPod pod) {
        pod.version = ++versions;
    }

    /// A great meeting begins, where one can.
    void come(SimulatedPod pod, int people) {
        if (life(pod) == Life.READY && pod.goneBy == null && pod.node.takesRooms()) {
            pod.node.participants += people;
        }
    }

    private @Nullable SimulatedNode refuge(@Nullable SimulatedPod but) {
        SimulatedPod found = any(but);
        return found == null ? null : found.node;
    }

    private @Nullable SimulatedPod any(@Nullable SimulatedPod but) {
        return pods.values().stream()
                .filter(it -> it != but && life(it) == Life.READY && it.goneBy == null && it.node.takesRooms())
                .findFirst()
                .orElse(null);
    }

    void tell(String line) {
        story.add(now + " " + line);
    }
}
