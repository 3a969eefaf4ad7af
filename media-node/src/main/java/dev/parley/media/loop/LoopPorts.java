package dev.parley.media.loop;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/// What a loop asks of the node around it.
public interface LoopPorts {
    /// Runs a command on another loop's thread. False when that loop is full.
    boolean offer(int loop, Runnable command);

    /// Where a loop lays datagrams that another loop hands it.
    MemorySegment relaySlab(int loop);

    long nowNs();

    Consumer<NodeEvent> events();

    /// The session is no longer anywhere on this node.
    void closed(SessionId session);

    /// The room has no session left.
    void emptied(RoomId room);
}
