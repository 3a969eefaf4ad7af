package dev.parley.signaling.store;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.Optional;

/// Which node holds a room's media. Sticky for the life of the room; the epoch counts the changes and fences
/// off who still believes in an older one.
public interface PlacementStore {
    record Placed(NodeId node, long epoch) {}

    Optional<Placed> placement(RoomId room);

    /// Compare-and-set: places the room if its epoch still is `epoch` (0: not placed yet). Answers what holds
    /// afterwards, whoever decided it.
    Placed place(RoomId room, NodeId node, long epoch);
}
