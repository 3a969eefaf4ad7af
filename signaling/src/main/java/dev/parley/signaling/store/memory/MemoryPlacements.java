package dev.parley.signaling.store.memory;

import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.PlacementStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryPlacements implements PlacementStore {
    private final Map<RoomId, Placed> placements = new HashMap<>();
    private final Map<RoomId, Instant> reviews = new HashMap<>();
    private final Map<NodeId, Long> counts = new HashMap<>();
    private long epochs;

    @Override
    public synchronized Optional<Placed> placement(RoomId room) {
        return Optional.ofNullable(placements.get(room));
    }

    @Override
    public synchronized Optional<Holds> place(RoomId room, List<NodeId> ranked, long epoch, Instant review) {
        Placed now = placements.get(room);
        if (now != null && (now.epoch() != epoch || ranked.isEmpty())) {
            reviews.put(room, milliseconds(review));
            return Optional.of(new Holds(now, false));
        }
        leave(now);
        return Placement.choose(ranked, it -> counts.getOrDefault(it, 0L)).map(node -> placed(room, node, review));
    }

    @Override
    public synchronized Holds moved(RoomId room, NodeId from, NodeId to, Instant review) {
        Placed now = placements.get(room);
        if (now != null && (!now.node().equals(from) || now.node().equals(to))) {
            return new Holds(now, false);
        }
        leave(now);
        return placed(room, to, review);
    }

    private Holds placed(RoomId room, NodeId node, Instant review) {
        epochs++;
        var placed = new Placed(node, epochs);
        placements.put(room, placed);
        counts.merge(node, 1L, Long::sum);
        reviews.put(room, milliseconds(review));
        return new Holds(placed, true);
    }

    @Override
    public synchronized boolean release(RoomId room) {
        Placed gone = placements.remove(room);
        reviews.remove(room);
        leave(gone);
        return gone != null;
    }

    @Override
    public synchronized List<RoomId> claimReviews(Instant now, Instant next, int limit) {
        List<RoomId> due = reviews.entrySet().stream()
                .filter(it -> !it.getValue().isAfter(now))
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(room -> reviews.put(room, milliseconds(next)));
        return due;
    }

    @Override
    public synchronized boolean releaseUnasked(RoomId room, Instant next) {
        return milliseconds(next).equals(reviews.get(room)) && release(room);
    }

    @Override
    public synchronized Map<NodeId, Long> counts() {
        return Map.copyOf(counts);
    }

    private void leave(@Nullable Placed place) {
        if (place != null) {
            counts.computeIfPresent(place.node(), (_, rooms) -> rooms > 1 ? rooms - 1 : null);
        }
    }

    private static Instant milliseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
