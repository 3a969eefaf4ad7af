package dev.parley.media.custody;

import dev.parley.protocol.node.Peer;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A fleet in virtual time: one seed is one schedule of faults, delays and moves.
final class ModelWorld {
    private static final long MS = 1_000_000;
    private static final long FAULTS_FROM_NS = 800 * MS;
    private static final long FAULTS_UNTIL_NS = 6_000 * MS;
    private static final long END_NS = 12_000 * MS;
    private static final int NODES = 3;
    private static final int ROOMS = 3;
    private static final int MOST_FAULTS = 4;

    private record Event(long atNs, long number, Runnable deed) {}

    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    private final RandomGenerator random;
    private final Bug bug;
    private final Ledger ledger = new Ledger();
    private final ModelNet net = new ModelNet(this);
    private final ModelSignaling signaling = new ModelSignaling(this);
    private final Map<NodeId, ModelNode> processes = new LinkedHashMap<>();
    private long nowNs;
    private long numbers;
    private long disturbedNs;
    private long longestPauseNs;
    private int instances;
    /// Two machines have all nodes.
    private boolean shared;

    ModelWorld(long seed, Bug bug) {
        this.random = new SplittableRandom(seed);
        this.bug = bug;
    }

    /// The first rule that was broken, if any.
    Optional<String> run() {
        shared = random.nextInt(4) == 0;
        int count = random.nextInt(5) == 0 ? NODES + 1 : NODES - (random.nextInt(4) == 0 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            start(new NodeId("n" + i));
        }
        in(10 * MS, this::introduce);
        for (int i = 0; i < ROOMS; i++) {
            var room = new RoomId("room-" + i);
            in(random.nextLong(FAULTS_FROM_NS), () -> signaling.join(room));
            in(random.nextLong(FAULTS_UNTIL_NS), () -> signaling.join(room));
        }
        int faults = 1 + random.nextInt(MOST_FAULTS);
        for (int i = 0; i < faults; i++) {
            in(random.nextLong(FAULTS_FROM_NS, FAULTS_UNTIL_NS), this::fault);
        }
        every(ModelNode.TICK_NS, signaling::look);
        while (!queue.isEmpty()
                && queue.peek().atNs() < END_NS
                && ledger.broken().isEmpty()) {
            Event next = queue.remove();
            nowNs = next.atNs();
            next.deed().run();
        }
        return ledger.broken();
    }

    // --- time --------------------------------------------------------------------------------------------------

    long nowNs() {
        return nowNs;
    }

    void in(long ns, Runnable deed) {
        numbers++;
        queue.add(new Event(nowNs + ns, numbers, deed));
    }

    private void every(long ns, Runnable deed) {
        in(ns, () -> {
            deed.run();
            every(ns, deed);
        });
    }

    /// Mostly a network's, now and then that of a machine that stumbles.
    long delayNs() {
        return random.nextInt(50) == 0 ? random.nextLong(200 * MS) : 100_000 + random.nextLong(3 * MS);
    }

    void onLoop(ModelNode node, Runnable deed) {
        in(2 * MS, () -> node.reach(deed));
    }

    // --- who is there ------------------------------------------------------------------------------------------

    private void start(NodeId node) {
        instances++;
        var process = new ModelNode(this, node, "i" + instances, shared ? "m" + random.nextInt(2) : null);
        processes.put(node, process);
        tickLater(process);
    }

    private void tickLater(ModelNode process) {
        in(ModelNode.TICK_NS - random.nextLong(MS), () -> {
            process.tick();
            if (process.isAlive()) {
                tickLater(process);
            }
        });
    }

    /// Signaling tells all of all.
    private void introduce() {
        List<Peer> peers = processes.values().stream()
                .map(it -> new Peer(
                        it.self().node(),
                        it.self().instance(),
                        it.self().node() + ":1",
                        false,
                        it.self().machine()))
                .toList();
        processes.values().forEach(it -> it.reach(() -> it.custody().peers(peers, nowNs)));
    }

    ModelNode process(NodeId node) {
        ModelNode process = processes.get(node);
        if (process == null) {
            throw new IllegalArgumentException(node + ": no such node");
        }
        return process;
    }

    List<ModelNode> processes() {
        return List.copyOf(processes.values());
    }

    List<NodeId> nodes() {
        return List.copyOf(processes.keySet());
    }

    List<NodeId> well() {
        return processes.values().stream()
                .filter(it -> it.isWell() && !it.isDeaf())
                .map(it -> it.self().node())
                .toList();
    }

    RandomGenerator random() {
        return random;
    }

    Bug bug() {
        return bug;
    }

    Ledger ledger() {
        return ledger;
    }

    ModelNet net() {
        return net;
    }

    ModelSignaling signaling() {
        return signaling;
    }

    /// When something last went wrong or came right.
    long disturbedNs() {
        return disturbedNs;
    }

    /// Nodes that paused ask for more than a second.
    long longestLeaseNs() {
        return longestPauseNs == 0
                ? Terms.LEASE_NS
                : Math.clamp(2 * longestPauseNs + 100 * MS, Terms.LEASE_NS, Terms.LONGEST_LEASE_NS);
    }

    // --- faults ------------------------------------------------------------------------------------------------

    private void fault() {
        disturbedNs = nowNs;
        ModelNode one = any();
        ModelNode other = any();
        long forNs = 200 * MS + random.nextLong(3_500 * MS);
        switch (random.nextInt(9)) {
            case 0 -> kill(one, forNs);
            case 1 ->
                during(forNs, one::pause, () -> {
                    longestPauseNs = Math.max(longestPauseNs, forNs);
                    one.wake();
                });
            case 2 -> during(forNs, () -> one.cut(true), () -> one.cut(false));
            case 3 ->
                during(
                        forNs,
                        () -> net.cut(one.self().node(), other.self().node(), true),
                        () -> net.cut(one.self().node(), other.self().node(), false));
            case 4 -> net.breakWire(one.self().node(), other.self().node());
            case 5 -> during(forNs / 2, () -> signaling.away(true), () -> signaling.away(false));
            case 6 -> {
                net.breakWire(one.self().node(), other.self().node());
                during(forNs, () -> one.deafen(true), () -> one.deafen(false));
            }
            case 7 -> move(other);
            default -> leave(one);
        }
    }

    private ModelNode any() {
        return processes().get(random.nextInt(processes.size()));
    }

    private void during(long ns, Runnable begin, Runnable end) {
        begin.run();
        in(ns, () -> {
            disturbedNs = nowNs;
            end.run();
        });
    }

    private void kill(ModelNode process, long forNs) {
        if (!process.isAlive()) {
            return;
        }
        process.kill();
        net.died(process);
        in(forNs, () -> {
            disturbedNs = nowNs;
            start(process.self().node());
            in(50 * MS, this::introduce);
        });
    }

    /// Several moves, one behind the other, whatever else goes wrong.
    private void move(ModelNode to) {
        for (RoomId room : signaling.rooms()) {
            in(random.nextLong(300 * MS), () -> {
                ModelNode from = process(signaling.placement(room));
                List<SessionId> sessions = new ArrayList<>(from.loop().of(room));
                from.reach(() -> from.custody().move(room, to.self().node(), sessions, nowNs));
            });
        }
        in(random.nextLong(600 * MS), this::fault);
    }

    private void leave(ModelNode node) {
        node.reach(() -> signaling.rooms().stream()
                .flatMap(room -> node.loop().of(room).stream())
                .findFirst()
                .ifPresent(session -> {
                    node.loop().close(session);
                    node.custody().closed(session);
                }));
    }
}
