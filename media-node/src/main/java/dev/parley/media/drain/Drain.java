package dev.parley.media.drain;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The drain of one node. One thread at a time calls it, with a time that never goes back.
///
/// ```
/// Active ─ Cordon → Cordoned ─ Give → Draining → Drained
///    ↑                                   │          │
///    └──────────── call off ─────────────┴──────────┘
/// ```
public final class Drain {
    /// What a drain that is out of time says to clients whose room could not be moved.
    public static final String CLOSED = "node-drained";
    /// The same, of a process that ends.
    public static final String STOPPED = "shutdown";

    /// From the deadline on, until what could not be moved is closed.
    static final long LAST_CALL_NS = 10_000_000_000L;
    /// Clients have so long to leave the ports of a node whose rooms have all gone: they are told where to several
    /// times in it. Who does not go then has a path that leads nowhere, and opens another session.
    static final long LATECOMERS_NS = 10_000_000_000L;
    /// A room that is to be closed and still is there is told so again.
    static final long CLOSE_AGAIN_NS = 1_000_000_000L;

    private static final double SECOND_NS = 1e9;
    /// All at once.
    private static final double NO_BOUND = Double.POSITIVE_INFINITY;

    private final Trips trips = new Trips();
    private final Map<RoomId, Long> closings = new HashMap<>();
    private Pace pace = new Pace(0);
    private @Nullable DrainOrder order;
    private long startNs;
    private boolean calledOff;
    private int moved;
    private int closed;
    private int left;
    private boolean looked;
    private boolean awaiting;
    private long emptyNs;

    // --- what somebody wants -----------------------------------------------------------------------------------

    /// False when it changes nothing.
    public boolean order(DrainOrder wanted, long nowNs) {
        if (order instanceof DrainOrder.Stop || (wanted.equals(order) && !calledOff)) {
            return false;
        }
        boolean goesOn = wanted instanceof DrainOrder.Give && order instanceof DrainOrder.Give && !calledOff;
        if (!goesOn) {
            startNs = nowNs;
            moved = 0;
            closed = 0;
        }
        order = wanted;
        calledOff = false;
        looked = false;
        emptyNs = nowNs;
        pace = new Pace(nowNs);
        trips.forgetSetbacks(); // what could not be done under the order before is tried under this one
        closings.clear();
        return true;
    }

    /// The node takes rooms again, as soon as nothing is under way. False when it changes nothing.
    public boolean callOff() {
        if (order == null || order instanceof DrainOrder.Stop || calledOff) {
            return false;
        }
        calledOff = true;
        endIfCalledOff();
        return true;
    }

    private void endIfCalledOff() {
        if (calledOff && trips.count() == 0) {
            order = null;
            calledOff = false;
        }
    }

    // --- what came of it ---------------------------------------------------------------------------------------

    /// Sessions of the room have been confirmed by another node.
    public void moved(RoomId room, NodeId to) {
        trips.confirmed(room, to);
    }

    public void moveFailed(RoomId room, String reason, long nowNs) {
        trips.failed(room, reason, nowNs);
    }

    // --- what is to be done ------------------------------------------------------------------------------------

    /// To be called several times a second.
    public List<DrainAct> turn(long nowNs, Scene scene) {
        DrainOrder now = order;
        if (now == null) {
            return List.of();
        }
        Map<RoomId, Integer> rooms = scene.rooms();
        left = rooms.size();
        trips.look(rooms.keySet(), nowNs);
        moved += trips.takeArrived();
        closings.keySet().retainAll(rooms.keySet());
        looked = true;
        if (left > 0 || trips.count() > 0) {
            emptyNs = nowNs;
        }
        boolean isOver = now instanceof DrainOrder.Stop stop && nowNs - endNs(stop) >= 0;
        awaiting = scene.hasLatecomers() && nowNs - emptyNs < LATECOMERS_NS && !isOver;
        endIfCalledOff();
        if (order == null || calledOff || rooms.isEmpty()) {
            return List.of();
        }
        return switch (now) {
            case DrainOrder.Cordon _ -> List.of();
            case DrainOrder.Give give -> give(give, nowNs, scene, rooms);
            case DrainOrder.Stop stop -> stop(stop, nowNs, scene, rooms);
        };
    }

    private List<DrainAct> give(DrainOrder.Give give, long nowNs, Scene scene, Map<RoomId, Integer> rooms) {
        long overNs = nowNs - deadlineNs(give);
        if (overNs >= LAST_CALL_NS) {
            return close(rooms, CLOSED, nowNs);
        }
        if (overNs < 0 && give.policy() == DrainPolicy.WAIT) {
            return List.of();
        }
        // Out of time, all of them begin to move in the first half of what is left until they are closed.
        double perSecond = overNs < 0
                ? give.roomsPerSecond()
                : Math.max(give.roomsPerSecond(), inTime(rooms.size(), LAST_CALL_NS / 2.0 - overNs));
        boolean mayStay = overNs < 0 && give.policy() == DrainPolicy.MIGRATE_THEN_WAIT;
        return move(new Turn(nowNs, perSecond, mayStay), scene, rooms);
    }

    /// How many have to begin in a second, so that all have by then.
    private static double inTime(int rooms, double leftNs) {
        return rooms * SECOND_NS / Math.max(SECOND_NS, leftNs);
    }

    private long deadlineNs(DrainOrder.Give give) {
        return startNs + (long) (give.deadlineSeconds() * SECOND_NS);
    }

    private long endNs(DrainOrder.Stop stop) {
        return startNs + (long) (stop.seconds() * SECOND_NS);
    }

    /// In the first half of the time all of them set out, and can try again in the other.
    private List<DrainAct> stop(DrainOrder.Stop stop, long nowNs, Scene scene, Map<RoomId, Integer> rooms) {
        long leftNs = endNs(stop) - nowNs;
        if (leftNs <= 0) {
            return close(rooms, STOPPED, nowNs);
        }
        double halfNs = leftNs - stop.seconds() * SECOND_NS / 2;
        double perSecond =
                stop.roomsPerSecond() == 0 ? NO_BOUND : Math.max(stop.roomsPerSecond(), inTime(rooms.size(), halfNs));
        var acts = new ArrayList<>(move(new Turn(nowNs, perSecond, false), scene, rooms));
        if (nowNs - startNs < stop.strandedSeconds() * SECOND_NS) {
            return acts;
        }
        var nowhere = new HashMap<>(rooms);
        nowhere.keySet()
                .removeIf(room -> trips.isUnderWay(room) || !scene.refuges(room).isEmpty());
        acts.addAll(close(nowhere, STOPPED, nowNs));
        return acts;
    }

    /// @param mayStay rooms that could not be moved may stay for now
    private record Turn(long nowNs, double perSecond, boolean mayStay) {}

    /// The smallest first: each move frees somebody soon, and the largest may have ended when it is its turn.
    private List<DrainAct> move(Turn turn, Scene scene, Map<RoomId, Integer> rooms) {
        var acts = new ArrayList<DrainAct>();
        List<RoomId> ready = rooms.entrySet().stream()
                .filter(it -> trips.mayBegin(it.getKey(), turn.mayStay(), turn.nowNs()))
                .sorted(Comparator.comparing((Map.Entry<RoomId, Integer> it) -> trips.wasTried(it.getKey()))
                        .thenComparing(Map.Entry::getValue)
                        .thenComparing(it -> it.getKey().value()))
                .map(Map.Entry::getKey)
                .toList();
        for (RoomId room : ready) {
            List<NodeId> refuges = scene.refuges(room);
            if (refuges.isEmpty()) {
                trips.stuck(room, turn.nowNs());
            } else if (pace.take(turn.perSecond(), turn.nowNs())) {
                NodeId to = trips.choose(room, refuges);
                trips.begin(room, to, turn.nowNs());
                acts.add(new DrainAct.Move(room, to));
            } else {
                break;
            }
        }
        return acts;
    }

    private List<DrainAct> close(Map<RoomId, Integer> rooms, String reason, long nowNs) {
        var acts = new ArrayList<DrainAct>();
        rooms.keySet().stream().sorted(Comparator.comparing(RoomId::value)).forEach(room -> {
            Long toldNs = closings.get(room);
            if (toldNs == null || nowNs - toldNs >= CLOSE_AGAIN_NS) {
                closed += toldNs == null ? 1 : 0;
                closings.put(room, nowNs);
                acts.add(new DrainAct.Close(room, reason));
            }
        });
        return acts;
    }

    // --- how far it is -----------------------------------------------------------------------------------------

    /// As of the last turn.
    public DrainState state(long nowNs) {
        DrainOrder now = order;
        return switch (now) {
            case null -> DrainState.ACTIVE;
            case DrainOrder.Cordon _ when !calledOff -> state(NodePhase.CORDONED, null);
            case DrainOrder.Cordon _ -> state(NodePhase.DRAINING, DrainReason.CALLED_OFF);
            case DrainOrder.Give _, DrainOrder.Stop _ ->
                isEmpty() && !calledOff
                        ? state(NodePhase.DRAINED, null)
                        : state(NodePhase.DRAINING, reason(now, nowNs));
        };
    }

    private boolean isEmpty() {
        return looked && left == 0 && trips.count() == 0 && !awaiting;
    }

    private DrainState state(NodePhase phase, @Nullable DrainReason reason) {
        DrainOrder.Give give = order instanceof DrainOrder.Give it ? it : null;
        DrainPolicy policy =
                order instanceof DrainOrder.Stop ? DrainPolicy.MIGRATE : give == null ? null : give.policy();
        Long deadlineNs =
                switch (order) {
                    case DrainOrder.Stop stop -> endNs(stop);
                    case DrainOrder.Give it -> deadlineNs(it);
                    case null, default -> null;
                };
        return new DrainState(phase, policy, startNs, deadlineNs, moved, closed, reason);
    }

    private DrainReason reason(DrainOrder now, long nowNs) {
        if (calledOff) {
            return DrainReason.CALLED_OFF;
        }
        if (now instanceof DrainOrder.Give give) {
            if (nowNs - deadlineNs(give) >= 0) {
                return DrainReason.DEADLINE_OVER;
            }
            if (give.policy() == DrainPolicy.WAIT) {
                return DrainReason.WAITING;
            }
        }
        return Objects.requireNonNullElse(trips.obstacle(), DrainReason.MOVING);
    }
}
