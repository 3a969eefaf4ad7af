package dev.parley.media.drain;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A node with rooms among peers that come and go, take what is moved to them, refuse it or never answer, and
/// somebody who gives orders. In the end the peers are well and the drain has to be over in time. Time is virtual,
/// everything follows from the seed, and every turn is held against the rules.
final class DrainWorld implements Scene {
    private static final long MS = 1_000_000;
    private static final long TURN_MS = 100;
    private static final long WILD_MS = 120_000;
    private static final int MOST_ROOMS = 40;
    private static final int MOST_SESSIONS = 30;

    /// What comes of a move, some time later.
    private record Outcome(long atMs, RoomId room, NodeId to, Kind kind) {}

    private enum Kind {
        TAKEN,
        /// All but somebody who was shaking hands.
        TAKEN_BUT_ONE,
        REFUSED,
        NO_ANSWER
    }

    private static final List<DrainPolicy> POLICIES = List.of(DrainPolicy.values());
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Random random;
    private final Drain drain = new Drain();
    private final Map<RoomId, Integer> rooms = new TreeMap<>(Comparator.comparing(RoomId::value));
    private final List<NodeId> peers =
            IntStream.range(0, 4).mapToObj(i -> new NodeId("n" + i)).toList();
    private final Set<NodeId> ready = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<RoomId, Long> movingSinceMs = new HashMap<>();
    private final Deque<Long> begunMs = new ArrayDeque<>();
    private @Nullable DrainOrder order;
    private boolean calledOff;
    private long startMs;
    private long nowMs;
    private boolean calm;
    private @Nullable String broken;

    DrainWorld(long seed) {
        random = new Random(seed);
        int count = random.nextInt(MOST_ROOMS);
        for (int i = 0; i < count; i++) {
            rooms.put(new RoomId("r" + i), 1 + random.nextInt(MOST_SESSIONS));
        }
    }

    /// What rule was broken, if any was.
    Optional<String> run() {
        while (nowMs < WILD_MS && broken == null) {
            somethingHappens();
            step();
        }
        if (broken == null) {
            end();
        }
        return Optional.ofNullable(broken).map(what -> "at " + nowMs + " ms: " + what);
    }

    /// From here on every peer is there and takes what comes: all that is left goes, by a drain that is long enough.
    private void end() {
        calm = true;
        ready.addAll(peers);
        if (order instanceof DrainOrder.Stop stop) {
            runFor(stop.seconds() * 1_000L + 7_000);
        } else {
            give(new DrainOrder.Give(DrainPolicy.MIGRATE, 80_000, 10));
            // Some wait out their last failure, and what went unanswered is noticed.
            runFor(MOST_ROOMS * 100L + 30_000);
        }
        require(drain.state(nowMs * MS).phase() == NodePhase.DRAINED, "not drained in the end: " + rooms);
    }

    private void runFor(long ms) {
        for (long endMs = nowMs + ms; nowMs < endMs && broken == null; ) {
            step();
        }
    }

    // --- what happens ------------------------------------------------------------------------------------------

    private void somethingHappens() {
        switch (random.nextInt(60)) {
            case 0 -> give(new DrainOrder.Give(one(POLICIES), 1 + random.nextInt(60), 1 + random.nextInt(20)));
            case 1 -> give(new DrainOrder.Cordon());
            case 2 -> {
                if (drain.callOff()) {
                    calledOff = true;
                }
            }
            case 3, 4, 5 -> {
                NodeId peer = one(peers);
                if (!ready.remove(peer)) {
                    ready.add(peer);
                }
            }
            case 6 -> any().ifPresent(rooms::remove); // everybody goes home
            case 7 -> rooms.put(new RoomId("late" + nowMs), 1 + random.nextInt(MOST_SESSIONS));
            case 8 -> any().ifPresent(room -> rooms.merge(room, 1, Integer::sum));
            case 9 -> {
                if (random.nextInt(10) == 0) {
                    give(new DrainOrder.Stop(1 + random.nextInt(60), random.nextInt(5)));
                }
            }
            default -> {}
        }
    }

    private Optional<RoomId> any() {
        return rooms.isEmpty() ? Optional.empty() : Optional.of(one(List.copyOf(rooms.keySet())));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void give(DrainOrder wanted) {
        DrainOrder before = order;
        boolean same = wanted.equals(before) && !calledOff;
        boolean changed = drain.order(wanted, nowMs * MS);
        require(changed == !(same || before instanceof DrainOrder.Stop), wanted + " after " + before + ": " + changed);
        if (changed) {
            boolean goesOn = wanted instanceof DrainOrder.Give && before instanceof DrainOrder.Give && !calledOff;
            startMs = goesOn ? startMs : nowMs;
            order = wanted;
            calledOff = false;
            begunMs.clear();
        }
    }

    private void step() {
        nowMs += TURN_MS;
        for (Outcome due : outcomes.stream().filter(it -> it.atMs() <= nowMs).toList()) {
            outcomes.remove(due);
            comesTo(due);
        }
        List<DrainAct> acts = drain.turn(nowMs * MS, this);
        noteEnd();
        check(acts);
        acts.forEach(this::carryOut);
        checkState();
    }

    private void noteEnd() {
        if (calledOff && drain.state(nowMs * MS).phase() == NodePhase.ACTIVE) {
            order = null;
            calledOff = false;
        }
    }

    private void comesTo(Outcome due) {
        movingSinceMs.remove(due.room());
        switch (due.kind()) {
            case TAKEN -> {
                rooms.remove(due.room());
                drain.moved(due.room(), due.to());
            }
            case TAKEN_BUT_ONE -> {
                rooms.computeIfPresent(due.room(), (_, _) -> 1);
                drain.moved(due.room(), due.to());
            }
            case REFUSED -> drain.moveFailed(due.room(), random.nextBoolean() ? "full" : "no-link", nowMs * MS);
            case NO_ANSWER -> {}
        }
    }

    private void carryOut(DrainAct act) {
        switch (act) {
            case DrainAct.Move(var room, var to) -> {
                movingSinceMs.put(room, nowMs);
                Kind kind = calm ? Kind.TAKEN : one(KINDS);
                outcomes.add(new Outcome(nowMs + 10 + random.nextInt(2_000), room, to, kind));
            }
            case DrainAct.Close(var room, var _) -> {
                if (calm || random.nextInt(4) > 0) { // one may be deaf
                    rooms.remove(room);
                }
            }
        }
    }

    // --- what must hold ----------------------------------------------------------------------------------------

    private void check(List<DrainAct> acts) {
        var moved = new ArrayList<RoomId>();
        for (DrainAct act : acts) {
            switch (act) {
                case DrainAct.Move move -> {
                    check(move);
                    moved.add(move.room());
                }
                case DrainAct.Close close -> check(close);
            }
        }
        require(moved.size() == Set.copyOf(moved).size(), "twice in one turn: " + moved);
    }

    private void check(DrainAct.Move move) {
        require(rooms.containsKey(move.room()), move + " of a room that is not here");
        require(ready.contains(move.to()), move + " to a node that takes none");
        require(!calledOff, move + " after it was called off");
        Long sinceMs = movingSinceMs.get(move.room());
        require(sinceMs == null || nowMs - sinceMs >= Trips.PATIENCE_NS / MS, move + " while it is under way");
        switch (order) {
            case null -> require(false, move + " of an active node");
            case DrainOrder.Cordon _ -> require(false, move + " of a node that was only cordoned");
            case DrainOrder.Stop _ -> {}
            case DrainOrder.Give give -> {
                boolean inTime = nowMs < startMs + give.deadlineSeconds() * 1_000L;
                require(!inTime || give.policy() != DrainPolicy.WAIT, move + " although it is waited for");
                begunMs.add(nowMs);
                while (begunMs.getFirst() <= nowMs - 1_000) {
                    begunMs.removeFirst();
                }
                int most = give.roomsPerSecond() + give.roomsPerSecond() / 10 + 2;
                require(!inTime || begunMs.size() <= most, begunMs.size() + " in a second with " + give);
            }
        }
    }

    private void check(DrainAct.Close close) {
        switch (order) {
            case null -> require(false, close + " at an active node");
            case DrainOrder.Cordon _ -> require(false, close + " at a node that was only cordoned");
            case DrainOrder.Stop stop -> {
                long forMs = nowMs - startMs;
                require(ready.isEmpty() || forMs >= stop.seconds() * 1_000L, close + " with somewhere to go");
                require(forMs >= stop.strandedSeconds() * 1_000L, close + " while a node may come");
            }
            case DrainOrder.Give give -> {
                long overMs = nowMs - startMs - give.deadlineSeconds() * 1_000L;
                require(overMs >= Drain.LAST_CALL_NS / MS, close + " before its time, by " + overMs + " ms");
            }
        }
        require(!calledOff, close + " after it was called off");
    }

    private void checkState() {
        DrainState state = drain.state(nowMs * MS);
        switch (state.phase()) {
            case ACTIVE -> require(order == null, "active under " + order);
            case CORDONED -> require(order instanceof DrainOrder.Cordon && !calledOff, "cordoned under " + order);
            case DRAINING -> require(order != null && state.reason() != null, "draining without a reason");
            case DRAINED -> require(order != null && !(order instanceof DrainOrder.Cordon), "drained under " + order);
        }
        require(state.phase() == NodePhase.ACTIVE || startMs * MS == startNs(state), "another start: " + state);
    }

    private static long startNs(DrainState state) {
        return state.startNs() == null ? -1 : state.startNs();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds && broken == null) {
            broken = otherwise;
        }
    }

    // --- what the drain looks at -------------------------------------------------------------------------------

    @Override
    public Map<RoomId, Integer> rooms() {
        return new HashMap<>(rooms);
    }

    /// Some come late, and some never.
    @Override
    public boolean hasLatecomers() {
        return random.nextInt(4) > 0;
    }

    @Override
    public List<NodeId> refuges(RoomId room) {
        return peers.stream().filter(ready::contains).toList();
    }
}
