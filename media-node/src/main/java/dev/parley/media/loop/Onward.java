package dev.parley.media.loop;

import dev.parley.room.NodeId;
import dev.parley.room.SessionId;

/// Where a session went that a loop has let go.
public sealed interface Onward {
    record ToLoop(MediaLoop loop) implements Onward {}

    record ToNode(NodeId node, SessionId session) implements Onward {}
}
