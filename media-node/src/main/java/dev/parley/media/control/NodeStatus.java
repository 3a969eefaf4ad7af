package dev.parley.media.control;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;

/// How a node is, now. `instance` is new with every start of the process; `load` is the busiest loop's share of its
/// core, 0..1.
public record NodeStatus(
        NodeId node, String instance, int loops, boolean draining, int rooms, int sessions, double load) {
    public NodeEvent.Hello hello() {
        return new NodeEvent.Hello(node, loops, draining, instance);
    }

    public NodeEvent.Status report() {
        return new NodeEvent.Status(rooms, sessions, load);
    }
}
