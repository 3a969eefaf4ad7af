package dev.parley.signaling.store;

import dev.parley.room.NodeId;
import dev.parley.room.SessionId;
import org.jspecify.annotations.Nullable;

/// A media session and where it is. `instance`: the node's process that knows it; another one has forgotten it.
public record MediaRef(
        NodeId node, SessionId session, @Nullable String instance) {}
