package dev.parley.protocol.node;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.SlotWish;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signaling to a node. Each is safe to send twice; a node ignores what names a room or participant it does
/// not have.
public sealed interface NodeCommand {
    /// What is about one room. A node ignores it when it does not have the room.
    sealed interface ForRoom extends NodeCommand {
        RoomId room();
    }

    /// The node drops the source's packets while muted, whatever the client does.
    record SetMuted(RoomId room, ParticipantId participant, Source source, boolean muted) implements ForRoom {}

    record Wish(RoomId room, ParticipantId participant, List<SlotWish> slots) implements ForRoom {
        public Wish {
            slots = List.copyOf(slots);
        }
    }

    record CloseParticipant(RoomId room, ParticipantId participant, String reason) implements ForRoom {}

    record CloseRoom(RoomId room, String reason) implements ForRoom {}

    /// Says in which routing context of the room these participants are from now on (ADR-0011). Whoever is
    /// not named stays; whoever has no session here is ignored. With a `version`, the node says
    /// [NodeEvent.Routed] when all are out of where they were.
    record Route(
            RoomId room, List<Routing> routings, @Nullable Long version) implements ForRoom {
        public Route {
            routings = List.copyOf(routings);
            if (routings.size() > ProtocolLimits.ROUTINGS) {
                throw new IllegalArgumentException(
                        "routings: " + routings.size() + " entries (expected: 0.." + ProtocolLimits.ROUTINGS + ")");
            }
        }
    }

    /// Moves the main context of a room, with all its sessions, to another loop of the node in the middle
    /// of the call. Breakouts stay on the loops they chose.
    record MoveRoom(RoomId room, int loop) implements ForRoom {}

    /// Carries the sessions of a room, or of one participant of it, to another node in the middle of the
    /// call. That node says [NodeEvent.RoomTaken] when it has them; if it cannot be, this one says
    /// [NodeEvent.MoveFailed].
    record MoveToNode(RoomId room, @Nullable ParticipantId participant, NodeId node) implements ForRoom {}

    /// All nodes that this signaling instance has met and not given up, the receiver too. Said whenever
    /// that changes and every ten seconds.
    record Peers(List<Peer> peers) implements NodeCommand {
        public Peers {
            peers = List.copyOf(peers);
            if (peers.size() > ProtocolLimits.PEERS) {
                throw new IllegalArgumentException(
                        "peers: " + peers.size() + " entries (expected: 0.." + ProtocolLimits.PEERS + ")");
            }
        }
    }

    /// Who goes on, told to both. The same whoever asks, and however often.
    ///
    /// @param dead the loser is known to be dead: nobody has to wait until its lease is over
    record Verdict(Dispute dispute, Party winner, boolean dead) implements NodeCommand {}
}
