package dev.parley.media.custody;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;

/// Sessions of a room on their way to another node. They are handed over as they become free of their keeper.
public record Move(long id, RoomId room, NodeId to) {}
