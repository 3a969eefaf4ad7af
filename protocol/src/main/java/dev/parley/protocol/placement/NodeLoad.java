package dev.parley.protocol.placement;

import dev.parley.room.NodeId;

/// A node that may take rooms, and how many it has.
public record NodeLoad(NodeId node, int rooms) {
    public NodeLoad {
        if (rooms < 0) {
            throw new IllegalArgumentException("rooms: " + rooms + " (expected: >= 0)");
        }
    }
}
