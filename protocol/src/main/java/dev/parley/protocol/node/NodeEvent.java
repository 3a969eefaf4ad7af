package dev.parley.protocol.node;

import dev.parley.protocol.Quality;
import dev.parley.protocol.SlotView;
import dev.parley.room.BreakoutId;
import dev.parley.room.Layer;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node to every signaling instance.
public sealed interface NodeEvent {
    /// First on every link, and again whenever `draining` changes. `instance` is new with every start of
    /// the process: a node that comes back with another one has forgotten its sessions. `link` is where it
    /// takes links of other nodes, `host:port`; without one it takes none. `machine` is what it runs on, and
    /// dies with it.
    record Hello(
            NodeId node,
            int loops,
            boolean draining,
            @Nullable String instance,
            @Nullable String link,
            @Nullable String machine)
            implements NodeEvent {}

    /// What this receiver's slots carry now: always all that changed, never a partial slot.
    record SlotsChanged(RoomId room, ParticipantId participant, List<SlotView> slots) implements NodeEvent {}

    /// Who has the floor in one routing context: a breakout, or the main one when it is absent.
    record SpeakerChanged(
            RoomId room,
            @Nullable BreakoutId breakout,
            @Nullable ParticipantId participant,
            @Nullable Long csrc) implements NodeEvent {}

    /// ICE and DTLS are done, media can flow.
    record SessionConnected(RoomId room, ParticipantId participant, SessionId session) implements NodeEvent {}

    /// Also when signaling asked for it. A session that was replaced closes with the reason `replaced`.
    record SessionClosed(RoomId room, ParticipantId participant, SessionId session, String reason)
            implements NodeEvent {}

    record Candidate(
            RoomId room,
            ParticipantId participant,
            SessionId session,
            String candidate,
            @Nullable String sdpMid,
            @Nullable String usernameFragment)
            implements NodeEvent {}

    record LayersWanted(RoomId room, ParticipantId participant, Source source, List<Layer> rids) implements NodeEvent {}

    record ConnectionQuality(RoomId room, ParticipantId participant, Quality quality) implements NodeEvent {}

    /// Everybody whom the [NodeCommand.Route] of this version named is out of the context they were in:
    /// from here on they hear nobody of it, and nobody of it hears them.
    record Routed(RoomId room, long version) implements NodeEvent {}

    /// Every second or so. `load` is how full the node is, 0..1: the greatest of packets, bits, processor and
    /// loop lag, each as a share of its capacity.
    record Status(int rooms, int sessions, double load) implements NodeEvent {}

    /// Asks for the [NodeCommand.Verdict] of a dispute, again and again until there is one.
    ///
    /// @param refused the other side's port refuses connections, as a dead process' does
    record Disputed(Dispute dispute, Party claimant, boolean refused) implements NodeEvent {}

    /// These sessions of a room are here now, and were at another node before. They go on as they were;
    /// their clients learn the way by [Candidate].
    record RoomTaken(RoomId room, NodeId from, List<CarriedSession> sessions, TakeReason reason) implements NodeEvent {
        public RoomTaken {
            sessions = List.copyOf(sessions);
        }
    }

    /// The sessions are where they were.
    ///
    /// @param reason a word: `already-there`, `unknown-node`, `draining`, `full`, `no-link`, `link-broke`,
    ///     `no-lease`, `other-release`
    record MoveFailed(RoomId room, NodeId node, String reason) implements NodeEvent {}
}
