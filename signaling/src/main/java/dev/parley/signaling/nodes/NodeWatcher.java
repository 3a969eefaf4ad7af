package dev.parley.signaling.nodes;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;

/// Who is told what nodes do. Called on the links' threads: must not block.
public interface NodeWatcher {
    void onEvent(NodeId node, NodeEvent event);

    /// The link is there again: commands sent meanwhile were lost. `forgotten`: it is another process now,
    /// without the sessions of the one before.
    void onUp(NodeId node, boolean forgotten);

    /// Gone for so long that its meetings must go on elsewhere.
    void onLost(NodeId node);
}
