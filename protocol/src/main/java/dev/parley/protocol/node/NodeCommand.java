package dev.parley.protocol.node;

import dev.parley.protocol.SlotWish;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.util.List;

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

    /// Moves a room, with all its sessions, to another loop of the node in the middle of the call.
    record MoveRoom(RoomId room, int loop) implements NodeCommand {}
}
