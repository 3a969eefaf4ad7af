package dev.parley.signaling.nodes;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;

/// Who is told what nodes do. Called on the links' threads: must not block.
public interface NodeWatcher {
    void onEvent(NodeId node, NodeEvent event);

    /// Says what it is now: another process, draining or no longer, or nothing new.
    void onGreeted(NodeId node);

    /// The link is there again: commands sent meanwhile were lost.
    void onUp(NodeId node);

    /// Whoever could have taken its sessions over has had the time.
    void onGone(Gone gone);
}
