package dev.parley.media.drain;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Map;

/// What a drain looks at.
public interface Scene {
    /// Rooms with sessions that are here, or handed over and not confirmed, and how many those are.
    Map<RoomId, Integer> rooms();

    /// Whether clients whose rooms have gone still send to the ports of this node, and so are heard through it.
    boolean hasLatecomers();

    /// The nodes that could take the room now, best first.
    List<NodeId> refuges(RoomId room);
}
