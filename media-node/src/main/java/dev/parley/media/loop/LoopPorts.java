package dev.parley.media.loop;

import dev.parley.media.custody.CopyTicket;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionRecord;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.SessionId;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// What a loop asks of the node around it.
public interface LoopPorts {
    /// Runs a command on another loop's thread. False when that loop is full.
    boolean offer(int loop, Runnable command);

    /// Where a loop lays datagrams that another loop hands it.
    MemorySegment relaySlab(int loop);

    long nowNs();

    Consumer<NodeEvent> events();

    /// Where a routing context lives; -1 when nobody is to be there.
    int loopOf(RoutingContext context);

    /// The loop's clock has ticked: what its sessions have been told may be due, and some may have to go
    /// elsewhere.
    void deliver(MediaLoop loop);

    /// The session has its keys, and can be carried from now on.
    void connected(MediaSession session);

    /// The session is no longer anywhere on this node.
    void closed(SessionId session);

    /// The session is written down for its keeper.
    void copied(MediaSession session, SessionRecord record, CopyTicket ticket);

    /// A datagram for a session that went to another node.
    void handOn(Onward.ToNode to, byte[] datagram, InetSocketAddress from, int door);
}
