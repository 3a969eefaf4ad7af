package dev.parley.media.drain;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rooms that were sent on their way, and what came of it. One that did not get there is tried again, at
/// another node first, and less and less often.
final class Trips {
    /// A room that is neither there nor refused by then is tried again: its node does not answer, or somebody
    /// was shaking hands when the others went.
    static final long PATIENCE_NS = 5_000_000_000L;
    /// A room that left and of which no node says that it came: its people have gone home meanwhile.
    static final long SETTLED_NS = 1_000_000_000L;
    /// After the first failure; twice as long after each further one.
    static final long AGAIN_NS = 500_000_000;
    /// Rooms that have to go are tried at least so often.
    static final long LATEST_NS = 5_000_000_000L;
    /// The same for rooms that may stay until they end.
    static final long SELDOM_NS = 60_000_000_000L;
    /// Failures after which a room counts as one that cannot be moved.
    static final int TRIES = 3;

    private static final int MOST_DOUBLINGS = 6;
    private static final String FULL = "full";

    private record Trip(NodeId to, long sinceNs, boolean confirmed) {}

    /// @param prefer where the others of the room went
    private record Setback(
            int tries,
            long failedNs,
            DrainReason why,
            @Nullable NodeId prefer) {
        long againNs(boolean mayStay) {
            if (why == DrainReason.NO_PEER) {
                return failedNs + AGAIN_NS;
            }
            long doubled = AGAIN_NS << Math.min(tries - 1, MOST_DOUBLINGS);
            return failedNs + (mayStay && tries >= TRIES ? SELDOM_NS : Math.min(doubled, LATEST_NS));
        }
    }

    private final Map<RoomId, Trip> underWay = new HashMap<>();
    private final Map<RoomId, Setback> setbacks = new HashMap<>();
    private int arrived;

    void begin(RoomId room, NodeId to, long nowNs) {
        underWay.put(room, new Trip(to, nowNs, false));
    }

    void confirmed(RoomId room, NodeId by) {
        underWay.computeIfPresent(room, (_, trip) -> trip.to().equals(by) ? new Trip(by, trip.sinceNs(), true) : trip);
    }

    void failed(RoomId room, String reason, long nowNs) {
        if (underWay.remove(room) != null) {
            setBack(room, reason.equals(FULL) ? DrainReason.PEERS_FULL : DrainReason.MOVES_FAILED, null, nowNs);
        }
    }

    /// There was nowhere to go, which is no failure of the room's: it goes as soon as there is.
    void stuck(RoomId room, long nowNs) {
        Setback before = setbacks.get(room);
        setbacks.put(
                room,
                new Setback(
                        before == null ? 0 : before.tries(),
                        nowNs,
                        DrainReason.NO_PEER,
                        before == null ? null : before.prefer()));
    }

    private void setBack(RoomId room, DrainReason why, @Nullable NodeId prefer, long nowNs) {
        Setback before = setbacks.get(room);
        setbacks.put(room, new Setback(before == null ? 1 : before.tries() + 1, nowNs, why, prefer));
    }

    /// Ends the trips that are over.
    void look(Set<RoomId> here, long nowNs) {
        setbacks.keySet().retainAll(here);
        for (Iterator<Map.Entry<RoomId, Trip>> all = underWay.entrySet().iterator(); all.hasNext(); ) {
            var entry = all.next();
            Trip trip = entry.getValue();
            long ageNs = nowNs - trip.sinceNs();
            if (here.contains(entry.getKey())) {
                if (ageNs >= PATIENCE_NS) {
                    all.remove();
                    NodeId there = trip.confirmed() ? trip.to() : null;
                    setBack(entry.getKey(), DrainReason.MOVES_FAILED, there, nowNs);
                }
            } else if (trip.confirmed() || ageNs >= SETTLED_NS) {
                all.remove();
                arrived += trip.confirmed() ? 1 : 0;
            }
        }
    }

    boolean isUnderWay(RoomId room) {
        return underWay.containsKey(room);
    }

    int count() {
        return underWay.size();
    }

    /// Rooms that arrived since the last call.
    int takeArrived() {
        int now = arrived;
        arrived = 0;
        return now;
    }

    /// @param mayStay it is not yet urgent
    boolean mayBegin(RoomId room, boolean mayStay, long nowNs) {
        Setback setback = setbacks.get(room);
        return !isUnderWay(room) && (setback == null || nowNs - setback.againNs(mayStay) >= 0);
    }

    boolean wasTried(RoomId room) {
        return setbacks.containsKey(room);
    }

    /// Behind those of its people who went before it, else the best that has not just refused it.
    NodeId choose(RoomId room, List<NodeId> refuges) {
        Setback setback = setbacks.get(room);
        if (setback == null) {
            return refuges.getFirst();
        }
        NodeId prefer = setback.prefer();
        return prefer != null && refuges.contains(prefer) ? prefer : refuges.get(setback.tries() % refuges.size());
    }

    /// What holds rooms up; the gravest, where it differs.
    @Nullable
    DrainReason obstacle() {
        return setbacks.entrySet().stream()
                .filter(it -> !isUnderWay(it.getKey()))
                .map(it -> it.getValue().why())
                .min(DrainReason::compareTo)
                .orElse(null);
    }

    void forgetSetbacks() {
        setbacks.clear();
    }
}
