package dev.parley.media.control;

import dev.parley.media.load.Load;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import org.jspecify.annotations.Nullable;

/// How a node is, now.
///
/// @param participants with a session here, for a moment fewer than sessions: who opens another has two
public record NodeStatus(Self self, int rooms, int participants, int sessions, Load load, DrainReport drain) {
    /// Who it is.
    ///
    /// @param instance new with every start of the process
    /// @param link where other nodes find it, absent where they do not
    /// @param machine what it runs on, absent where nobody has said
    public record Self(
            NodeId node,
            String instance,
            int loops,
            @Nullable String link,
            @Nullable String machine) {}

    /// Whether it takes no new rooms.
    public boolean draining() {
        return drain.phase().isCordoned();
    }

    public NodeEvent.Hello hello() {
        return new NodeEvent.Hello(self.node(), self.loops(), draining(), self.instance(), self.link(), self.machine());
    }

    public NodeEvent.Status report() {
        return new NodeEvent.Status(rooms, sessions, load.ratio());
    }
}
