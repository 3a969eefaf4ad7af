package dev.parley.signaling.rooms;

import dev.parley.protocol.node.CarriedSession;
import dev.parley.room.BreakoutId;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something to tell that changes nothing in the room's state, so it has no version and is not kept.
public sealed interface Notice {
    record Reacted(
            ParticipantId who, String emoji, @Nullable BreakoutId place) implements Notice {}

    /// Without `by` the application's own server speaks.
    record Broadcast(@Nullable ParticipantId by, String name, String text, Instant at) implements Notice {}

    record BreakoutsEnding(int seconds) implements Notice {}

    /// The store had lost the room, and has it from somebody's copy.
    record Restored() implements Notice {}

    /// The room's media is at another node from now on. A lower epoch than one already seen is old news.
    record Placed(NodeId node, long epoch) implements Notice {}

    /// These sessions of the room are at another node from now on, as they were. Without `from` they may
    /// have been anywhere before. `instance`: the node's process.
    record Carried(
            @Nullable NodeId from, NodeId node, @Nullable String instance, List<CarriedSession> sessions)
            implements Notice {
        public Carried {
            sessions = List.copyOf(sessions);
        }
    }
}
