package dev.parley.signaling.carrying;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import dev.parley.signaling.nodes.Gone;
import dev.parley.signaling.nodes.NodeWatcher;

/// Hears what nodes say about one another and about sessions that change their node; the rest is for the
/// sockets.
public final class FleetEars implements NodeWatcher {
    private final NodeWatcher sockets;
    private final PeerNews peers;
    private final Verdicts verdicts;
    private final Carrying carrying;

    /// What becomes of rooms whose node is another, or none.
    public record Carrying(Takings takings, Moves moves) {}

    public FleetEars(NodeWatcher sockets, PeerNews peers, Verdicts verdicts, Carrying carrying) {
        this.sockets = sockets;
        this.peers = peers;
        this.verdicts = verdicts;
        this.carrying = carrying;
    }

    @Override
    public void onEvent(NodeId node, NodeEvent event) {
        switch (event) {
            case NodeEvent.Disputed it -> verdicts.onDisputed(node, it);
            case NodeEvent.RoomTaken it -> {
                carrying.takings().onTaken(node, it);
                carrying.moves().onTaken(node, it);
            }
            case NodeEvent.MoveFailed it -> carrying.moves().onFailed(node, it);
            case NodeEvent it -> sockets.onEvent(node, it);
        }
    }

    @Override
    public void onGreeted(NodeId node) {
        peers.tick();
        sockets.onGreeted(node);
    }

    @Override
    public void onUp(NodeId node) {
        peers.say();
        sockets.onUp(node);
    }

    @Override
    public void onGone(Gone gone) {
        peers.tick();
        sockets.onGone(gone);
    }
}
