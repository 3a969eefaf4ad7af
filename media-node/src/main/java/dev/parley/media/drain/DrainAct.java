package dev.parley.media.drain;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;

/// What is to be done for a drain.
public sealed interface DrainAct {
    /// Begin to carry the room there. What comes of it is told to the [Drain].
    record Move(RoomId room, NodeId to) implements DrainAct {}

    /// End all sessions of the room: their clients open others, elsewhere.
    record Close(RoomId room, String reason) implements DrainAct {}
}
