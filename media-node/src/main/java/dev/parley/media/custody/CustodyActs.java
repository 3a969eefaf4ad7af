package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.List;

/// What a [Custody] wants done. Nothing here waits.
public interface CustodyActs {
    /// One attempt; [Custody#linked] or [Custody#unlinked] says what came of it.
    void dial(NodeId peer);

    /// On the link that this node has dialed.
    void send(NodeId peer, LinkFrame.FromHolder frame);

    /// On the link that the other node has dialed.
    void answer(NodeId peer, LinkFrame.FromKeeper frame);

    /// Whether the peer's port refuses connections: [Custody#probed].
    void probe(NodeId peer);

    void ask(Dispute dispute, Party claimant, boolean refused);

    /// The session is under this lease from now on, and is copied at once unless the lease is free.
    void keptBy(SessionId session, Lease lease);

    /// Freezes these sessions and writes them down; [Custody#exported] brings the copies.
    void export(Move move, List<SessionId> sessions);

    /// Whether this node can read the copy: one of another release may have written it.
    boolean understands(SessionCopy copy);

    /// Goes on with sessions that were at another node.
    void take(Taking taking);

    /// Goes on with sessions that were frozen here for a move which did not come about.
    void resume(List<SessionCopy> copies);

    /// These sessions are another node's now: nothing more may be sent for them.
    void surrender(List<SessionId> sessions);

    /// Nobody holds these sessions any more, and nobody can go on with them.
    void lost(List<SessionId> sessions);

    void moved(RoomId room, NodeId to, List<SessionId> sessions);

    void moveFailed(RoomId room, NodeId to, String reason);
}
