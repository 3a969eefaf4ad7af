package dev.parley.signaling.rooms;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;

/// Something to tell that changes nothing in the room's state, so it has no version and is not kept.
public sealed interface Notice {
    record UnmuteAsked(ParticipantId by, ParticipantId to, Source source) implements Notice {}

    /// The room's media is at another node from now on. A lower epoch than one already seen is old news.
    record Placed(NodeId node, long epoch) implements Notice {}
}
