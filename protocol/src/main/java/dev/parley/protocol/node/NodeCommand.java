package dev.parley.protocol.node;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.SlotWish;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signaling to a node. Each is safe to send twice; a node ignores what names a room or participant it does not have.
public sealed interface NodeCommand {
    RoomId room();

    /// The node drops the source's packets while muted, whatever the client does.
    record SetMuted(RoomId room, ParticipantId participant, Source source, boolean muted) implements NodeCommand {}

    record Wish(RoomId room, ParticipantId participant, List<SlotWish> slots) implements NodeCommand {
        public Wish {
            slots = List.copyOf(slots);
        }
    }

    record CloseParticipant(RoomId room, ParticipantId participant, String reason) implements NodeCommand {}

    record CloseRoom(RoomId room, String reason) implements NodeCommand {}

    /// Says in which routing context of the room these participants are from now on (ADR-0011). Whoever is
    /// not named stays; whoever has no session here is ignored. With a `version`, the node says
    /// [NodeEvent.Routed] when all are out of where they were.
    record Route(
            RoomId room, List<Routing> routings, @Nullable Long version) implements NodeCommand {
        public Route {
            routings = List.copyOf(routings);
            if (routings.size() > ProtocolLimits.ROUTINGS) {
                throw new IllegalArgumentException(
                        "routings: " + routings.size() + " entries (expected: 0.." + ProtocolLimits.ROUTINGS + ")");
            }
        }
    }

    /// Moves the main context of a room, with all its sessions, to another loop of the node in the middle of the call.
    /// Breakouts stay on the loops they chose.
    record MoveRoom(RoomId room, int loop) implements NodeCommand {}
}
