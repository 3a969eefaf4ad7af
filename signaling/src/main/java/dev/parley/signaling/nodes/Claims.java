package dev.parley.signaling.nodes;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import java.util.Optional;
import java.util.function.Consumer;

/// Two addresses may lead to one node: which of their links speaks for it.
interface Claims {
    /// Calls `granted` before it answers true, with what another link has known of the node, if one has. False:
    /// another link speaks for it, and this one is not needed.
    boolean claim(NodeLink link, NodeEvent.Hello greeting, Consumer<Optional<Lives>> granted);

    /// Of the process that is spoken for now.
    Optional<String> instance(NodeId node);

    /// Whether every other way to the process behind this link refuses connections too. Blocks.
    boolean refusesElsewhere(NodeLink link);
}
