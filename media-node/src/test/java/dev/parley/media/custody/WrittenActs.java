package dev.parley.media.custody;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes down what a custody wants done.
final class WrittenActs implements CustodyActs {
    final List<LinkFrame> sent = new ArrayList<>();
    final List<LinkFrame> answered = new ArrayList<>();
    final List<Taking> taken = new ArrayList<>();
    final List<SessionId> surrendered = new ArrayList<>();
    final Map<SessionId, Lease> leases = new HashMap<>();
    final List<NodeId> dialed = new ArrayList<>();
    boolean understands = true;

    @Override
    public void dial(NodeId peer) {
        dialed.add(peer);
    }

    @Override
    public void send(NodeId peer, LinkFrame.FromHolder frame) {
        sent.add(frame);
    }

    @Override
    public void answer(NodeId peer, LinkFrame.FromKeeper frame) {
        answered.add(frame);
    }

    @Override
    public void probe(NodeId peer) {}

    @Override
    public void ask(Dispute dispute, Party claimant, boolean refused) {}

    @Override
    public void keptBy(SessionId session, Lease lease) {
        leases.put(session, lease);
    }

    @Override
    public void export(Move move, List<SessionId> sessions) {}

    @Override
    public boolean understands(SessionCopy copy) {
        return understands;
    }

    @Override
    public void take(Taking taking) {
        taken.add(taking);
    }

    @Override
    public void resume(List<SessionCopy> copies) {}

    @Override
    public void surrender(List<SessionId> sessions) {
        surrendered.addAll(sessions);
    }

    @Override
    public void lost(List<SessionId> sessions) {}

    @Override
    public void moved(RoomId room, NodeId to, List<SessionId> sessions) {}

    @Override
    public void moveFailed(RoomId room, NodeId to, String reason) {}
}
