package dev.parley.operator.fleet;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.operator.fleet.Cause.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One look at a fleet. First every node goes one step further on the way it is on; then, as far as others
/// can do without them, nodes set out that have not.
public final class Planner {
    /// From its deadline on a node moves, then closes what is left, for ten seconds (its LAST_CALL). After twice that,
    /// whoever has not reported to be empty does not report any more.
    static final Duration LAST_CALL = Duration.ofSeconds(20);

    private final FleetWish wish;
    private final Fleet fleet;
    private final Instant now;
    private final Causes causes;
    private final Canaries canaries;
    private final Map<String, NodeRecord> before;
    private final Map<Integer, Seen> seen;
    private final Map<Integer, NodeRecord> next = new HashMap<>();
    private final List<Act> acts = new ArrayList<>();

    private Planner(FleetWish wish, Fleet fleet, Instant now) {
        this.wish = wish;
        this.fleet = fleet;
        this.now = now;
        this.before = fleet.records().stream().collect(Collectors.toMap(NodeRecord::name, Function.identity()));
        this.causes = new Causes(wish);
        this.seen = fleet.seen().stream().collect(Collectors.toMap(Seen::ordinal, Function.identity()));
        this.canaries = new Canaries(wish, seen);
    }

    public static Plan plan(FleetWish wish, Fleet fleet, Instant now) {
        return new Planner(wish, fleet, now).plan();
    }

    private Plan plan() {
        seen.values().forEach(it -> next.put(it.ordinal(), known(it)));
        int target = wish.replicas() + (holdsOneMore() ? 1 : 0);
        next.replaceAll((ordinal, record) -> {
            Seen node = Objects.requireNonNull(seen.get(ordinal), "put there for what is seen");
            return step(node, record, causes.of(node, target));
        });
        setOut(target);
        int replicas = replicas(target);
        var records = records();
        var outlook = new Look(wish, fleet, now).at(next, target);
        return new Plan(replicas, records, acts, outlook, ringEpoch(records));
    }

    /// What was written down of this very pod; another of the same name begins anew.
    private NodeRecord known(Seen node) {
        NodeRecord record = before.get(node.pod().name());
        return record != null && node.pod().uid().equals(record.uid())
                ? record
                : NodeRecord.starting(node.pod().name(), node.pod().uid());
    }

    /// What is written down. Of a pod that went between two looks it says `Deleted` once, before the next one of its
    /// name is `Starting`.
    private List<NodeRecord> records() {
        var records = new TreeMap<>(next);
        before.values().stream()
                .filter(it -> it.isGoing() && it.phase() != NodePhase.DELETED && isGone(it))
                .forEach(it -> records.put(it.ordinal(), it.at(NodePhase.DELETED, it.cause())));
        return List.copyOf(records.values());
    }

    private boolean isGone(NodeRecord record) {
        NodeRecord its = next.get(record.ordinal());
        return its == null || (its.phase() == NodePhase.STARTING && !Objects.equals(its.uid(), record.uid()));
    }

    /// While nodes below are replaced or away, the last one stays though it is one too many: it has their rooms.
    private boolean holdsOneMore() {
        return wish.maxSurge() > 0
                && fleet.replicas() > wish.replicas()
                && wish.replicas() > 0
                && !isDeleted(wish.replicas())
                && IntStream.range(0, wish.replicas()).anyMatch(this::isUnsettled);
    }

    private boolean isDeleted(int ordinal) {
        NodeRecord record = next.get(ordinal);
        return record != null && record.phase() == NodePhase.DELETED;
    }

    private boolean isUnsettled(int ordinal) {
        Seen node = seen.get(ordinal);
        if (node == null) {
            return true;
        }
        Cause cause = causes.of(node, Integer.MAX_VALUE);
        return (cause != null && cause.drains() && !waitsForCanary(cause)) || !node.isActive();
    }

    private boolean waitsForCanary(Cause cause) {
        return cause == Cause.OUTDATED && canaries.areDone() && wish.pauseAfterCanary();
    }

    // --- one step on the way -------------------------------------------------------------------------------------

    private NodeRecord step(Seen node, NodeRecord record, @Nullable Cause cause) {
        if (record.phase() == NodePhase.DELETED) {
            return deleted(node, record);
        }
        if (node.isLeaving()) {
            return leaving(node, record);
        }
        if (cause == null) {
            return free(node, record);
        }
        if (cause.level() == Level.CORDON) {
            return cordoned(node, record, cause);
        }
        if (!node.isAlive() && cause.level() == Level.REPLACE && before.containsValue(record)) {
            return gone(node, record, cause);
        }
        return switch (record.phase()) {
            case CORDONED ->
                record.isGoing() ? begin(node, record, cause) : record.at(NodePhase.CORDONED, record.cause());
            case DRAINING -> draining(node, record, cause);
            case DRAINED -> drained(node, record, cause);
            case STARTING, ACTIVE, LOST -> record.free(life(node, record));
            case DELETED -> record;
        };
    }

    /// Nothing undoes it: by the time somebody thinks better of it the pod may be gone.
    private NodeRecord deleted(Seen node, NodeRecord record) {
        if (!node.isLeaving() && record.cause() != Cause.SCALE_IN) {
            acts.add(delete(node));
        }
        return record;
    }

    private NodeRecord leaving(Seen node, NodeRecord record) {
        if (!node.isAlive()) {
            return record.at(NodePhase.DELETED, Cause.EVICTED);
        }
        Seen.Report report = node.report();
        if (report != null && report.phase() == NodePhase.DRAINED && report.isEmpty()) {
            return record.at(NodePhase.DRAINED, Cause.EVICTED);
        }
        boolean isOnItsWay = record.phase() == NodePhase.DRAINING || record.phase() == NodePhase.DRAINED;
        return isOnItsWay && record.cause() == Cause.EVICTED
                ? record
                : record.draining(
                        Cause.EVICTED,
                        now,
                        Optional.ofNullable(node.pod().goneBy()).orElse(now));
    }

    private NodeRecord free(Seen node, NodeRecord record) {
        Seen.Report report = node.report();
        if (report != null && report.phase() != NodePhase.ACTIVE) {
            acts.add(new Act.Uncordon(record.name()));
            return record.free(NodePhase.CORDONED);
        }
        return record.free(life(node, record));
    }

    private static NodePhase life(Seen node, NodeRecord record) {
        if (node.isActive()) {
            return NodePhase.ACTIVE;
        }
        return record.phase() == NodePhase.STARTING ? NodePhase.STARTING : NodePhase.LOST;
    }

    private NodeRecord cordoned(Seen node, NodeRecord record, Cause cause) {
        if (life(node, record) == NodePhase.STARTING && record.phase() == NodePhase.STARTING) {
            return record;
        }
        Seen.Report report = node.report();
        if (report != null && report.phase() != NodePhase.CORDONED) {
            acts.add(new Act.Cordon(record.name()));
        }
        return record.free(NodePhase.CORDONED).at(NodePhase.CORDONED, cause);
    }

    /// Cordoned, and everybody knows: signaling hears of it on the same link by which it would send a room.
    private NodeRecord begin(Seen node, NodeRecord record, Cause cause) {
        Seen.Report report = node.report();
        if (report != null && report.phase() == NodePhase.ACTIVE) {
            acts.add(new Act.Cordon(record.name()));
            return record.at(NodePhase.CORDONED, cause);
        }
        NodeRecord begun = record.draining(cause, now, now.plusSeconds(wish.deadlineSeconds()));
        order(node, begun);
        return begun;
    }

    private NodeRecord draining(Seen node, NodeRecord record, Cause cause) {
        Seen.Report report = node.report();
        if (report != null && report.phase() == NodePhase.DRAINED && report.isEmpty()) {
            return record.at(NodePhase.DRAINED, cause);
        }
        if (cause.level() == Level.REPLACE && isOverdue(record, now) && isFreeToGo(node, cause)) {
            return gone(node, record, cause);
        }
        order(node, record);
        return record.at(NodePhase.DRAINING, cause);
    }

    /// The node counts from the beginning of its own drain; one that was started again begins anew, with what is left.
    private void order(Seen node, NodeRecord record) {
        Seen.Report report = node.report();
        Instant deadline = record.drainDeadline();
        Instant started = record.drainStartedAt();
        if (report == null || deadline == null || started == null) {
            return;
        }
        boolean goesOn = report.phase() == NodePhase.DRAINING || report.phase() == NodePhase.DRAINED;
        if (!goesOn || (report.policy() != null && report.policy() != wish.policy())) {
            long seconds = Math.max(
                    1, Duration.between(goesOn ? started : now, deadline).toSeconds());
            acts.add(new Act.Drain(record.name(), wish.policy(), (int) seconds, wish.roomsPerSecond()));
        }
    }

    static boolean isOverdue(NodeRecord record, Instant now) {
        Instant deadline = record.drainDeadline();
        return deadline != null && !now.isBefore(deadline.plus(LAST_CALL));
    }

    private NodeRecord drained(Seen node, NodeRecord record, Cause cause) {
        Seen.Report report = node.report();
        if (report != null && report.phase() == NodePhase.DRAINING && report.isEmpty()) {
            return record; // told once more, and about to say that it is empty
        }
        if (report != null && (report.phase() != NodePhase.DRAINED || !report.isEmpty())) {
            order(node, record);
            return record.at(NodePhase.DRAINING, cause);
        }
        return cause.level() == Level.REPLACE ? gone(node, record, cause) : record;
    }

    /// The pod may go: by a deletion, or as the last of its StatefulSet, which can take away no other.
    private NodeRecord gone(Seen node, NodeRecord record, Cause cause) {
        if (!isFreeToGo(node, cause)) {
            return record.isGoing() ? record : record.free(life(node, record));
        }
        if (cause != Cause.SCALE_IN) {
            acts.add(delete(node));
        }
        return record.at(NodePhase.DELETED, cause);
    }

    private boolean isFreeToGo(Seen node, Cause cause) {
        return cause != Cause.SCALE_IN || node.ordinal() == fleet.replicas() - 1;
    }

    private static Act delete(Seen node) {
        return new Act.Delete(node.pod().name(), node.pod().uid(), node.pod().resourceVersion());
    }

    // --- setting out ---------------------------------------------------------------------------------------------

    /// Nodes that are to go and have not set out, as many as others can do without.
    private void setOut(int target) {
        for (Seen node : candidates(target)) {
            NodeRecord record = next.get(node.ordinal());
            Cause cause = causes.of(node, target);
            if (record == null || cause == null || !canDoWithout(record, target)) {
                continue;
            }
            if ((cause == Cause.OUTDATED && !mayUpdate(target)) || !hasRefuge(node)) {
                continue;
            }
            next.put(node.ordinal(), begin(node, record.at(NodePhase.CORDONED, cause), cause));
        }
    }

    /// The graver cause first; then who has the fewest people, and the last of those.
    private List<Seen> candidates(int target) {
        return seen.values().stream()
                .filter(it -> {
                    Cause cause = causes.of(it, target);
                    NodeRecord record = next.get(it.ordinal());
                    return cause != null && cause.drains() && record != null && !record.isGoing() && it.isAlive();
                })
                .sorted(Comparator.comparingInt(
                                (Seen it) -> causes.of(it, target) == Cause.SCALE_IN ? -it.ordinal() : 1)
                        .thenComparing(
                                it -> Optional.ofNullable(causes.of(it, target)).orElse(Cause.OUTDATED))
                        .thenComparingInt(
                                it -> it.report() == null ? 0 : it.report().participants())
                        .thenComparingInt(it -> -it.ordinal()))
                .toList();
    }

    private boolean isAway(NodeRecord record) {
        return switch (record.phase()) {
            case ACTIVE -> false;
            case CORDONED -> record.isGoing();
            case STARTING, LOST, DRAINING, DRAINED, DELETED -> true;
        };
    }

    /// One that is away already is not missed more, but may come back: of those on their way out there are
    /// never too many.
    private boolean canDoWithout(NodeRecord record, int target) {
        long going = next.entrySet().stream()
                .filter(it -> it.getValue().isGoing() && it.getValue().cause() != Cause.EVICTED)
                .filter(it -> !waitsForItsTurn(it.getKey(), it.getValue(), target))
                .filter(it -> Optional.ofNullable(seen.get(it.getKey()))
                        .map(Seen::isAlive)
                        .orElse(false))
                .count();
        return going < wish.maxUnavailable() && (isAway(record) || away(target) < wish.maxUnavailable());
    }

    /// Nodes that take no rooms and should, and those on their way out.
    private int away(int target) {
        int missing = (int) IntStream.range(0, Math.min(target, fleet.replicas()))
                .filter(ordinal -> !seen.containsKey(ordinal))
                .count();
        return missing
                + (int) next.entrySet().stream()
                        .filter(it -> isAway(it.getValue())
                                && (it.getKey() < target || it.getValue().isGoing()))
                        .filter(it -> !waitsForItsTurn(it.getKey(), it.getValue(), target))
                        .count();
    }

    /// Drained or out of time, one too many, and not the last: those behind it go first, and must not wait for it.
    private boolean waitsForItsTurn(int ordinal, NodeRecord record, int target) {
        boolean isDone =
                record.phase() == NodePhase.DRAINED || (record.phase() == NodePhase.DRAINING && isOverdue(record, now));
        return isDone && ordinal >= target && ordinal < fleet.replicas() - 1;
    }

    private boolean mayUpdate(int target) {
        long begun = next.entrySet().stream()
                .filter(it -> it.getKey() < target)
                .filter(it -> it.getValue().isGoing() && it.getValue().cause() == Cause.OUTDATED)
                .count();
        return canaries.letFollow(begun);
    }

    /// Rooms that are moved need a node to go to, unless none is wished for: then their time is the deadline.
    private boolean hasRefuge(Seen node) {
        Seen.Report report = node.report();
        boolean nothing = report != null && report.isEmpty();
        return wish.policy() == DrainPolicy.WAIT
                || wish.replicas() == 0
                || (wish.replicas() == 1 && wish.maxSurge() == 0)
                || nothing
                || next.entrySet().stream()
                        .anyMatch(it ->
                                it.getKey() != node.ordinal() && it.getValue().phase() == NodePhase.ACTIVE);
    }

    // --- how many ------------------------------------------------------------------------------------------------

    private int replicas(int target) {
        int last = fleet.replicas() - 1;
        NodeRecord tail = next.get(last);
        boolean tailIsDeleted = tail != null && tail.phase() == NodePhase.DELETED && tail.cause() == Cause.SCALE_IN;
        if (tailIsDeleted) {
            return last;
        }
        return Math.max(fleet.replicas(), target + (needsOneMore(target) ? 1 : 0));
    }

    /// A node that should be drained and has nowhere to send its rooms gets a neighbour first.
    private boolean needsOneMore(int target) {
        return wish.maxSurge() > 0
                && target == wish.replicas()
                && fleet.replicas() <= wish.replicas()
                && candidates(target).stream()
                        .filter(it -> causes.of(it, target) != Cause.OUTDATED || mayUpdate(target))
                        .anyMatch(it -> !hasRefuge(it));
    }

    private long ringEpoch(List<NodeRecord> records) {
        return active(records).equals(active(fleet.records())) ? fleet.ringEpoch() : fleet.ringEpoch() + 1;
    }

    private static Map<String, String> active(List<NodeRecord> records) {
        return records.stream()
                .filter(it -> it.phase() == NodePhase.ACTIVE)
                .collect(Collectors.toMap(NodeRecord::name, it -> String.valueOf(it.uid())));
    }
}
