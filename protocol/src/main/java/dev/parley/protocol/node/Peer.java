package dev.parley.protocol.node;

import dev.parley.room.NodeId;
import org.jspecify.annotations.Nullable;

/// Another node of the fleet, as signaling met it.
///
/// @param link where it takes links of other nodes, `host:port`
/// @param draining it takes over no sessions
/// @param machine what it runs on, where somebody knows
public record Peer(
        NodeId node,
        String instance,
        String link,
        boolean draining,
        @Nullable String machine) {}
