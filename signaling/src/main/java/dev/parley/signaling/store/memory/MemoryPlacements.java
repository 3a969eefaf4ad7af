package dev.parley.signaling.store.memory;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.PlacementStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryPlacements implements PlacementStore {
    private final Map<RoomId, Placed> placements = new HashMap<>();

    @Override
    public synchronized Optional<Placed> placement(RoomId room) {
        return Optional.ofNullable(placements.get(room));
    }

    @Override
    public synchronized Placed place(RoomId room, NodeId node, long epoch) {
        Placed now = placements.get(room);
        long have = now == null ? 0 : now.epoch();
        if (now != null && have != epoch) {
            return now;
        }
        Placed placed = new Placed(node, have + 1);
        placements.put(room, placed);
        return placed;
    }

    synchronized void forget(RoomId room) {
        placements.remove(room);
    }
}
