package dev.parley.signaling.nodes;

import dev.parley.room.NodeId;
import org.jspecify.annotations.Nullable;

/// A process of a node that is given up: what it has not handed on by now goes on elsewhere, or not at all.
///
/// @param instance of the process; absent when the node never told
/// @param reason a word for clients: `node-lost`, or `node-restarted`
public record Gone(NodeId node, @Nullable String instance, String reason) {}
