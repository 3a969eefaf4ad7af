package dev.parley.media.link;

import dev.parley.room.NodeId;

/// Whoever listens to a node's links. All that is said of one connection is said in order on that
/// connection's own virtual thread, so an ear may wait, and the peer then waits too. After [#closed]
/// nothing more is said of it.
public interface Ears {
    /// The dialed connection stands and the peer is who was dialed. The next word is ours.
    void connected(Connection connection);

    /// The attempt is over, and a new one may begin.
    void failed(NodeId peer, Failure why);

    /// Somebody of the fleet has dialed, and will say [LinkFrame.Hello].
    void accepted(Connection connection);

    /// The first frame of an accepted connection is [LinkFrame.Hello], that of a dialed one
    /// [LinkFrame.Welcome] or [LinkFrame.Over]; each names the node of its certificate.
    void frame(Connection connection, LinkFrame frame);

    /// Once for each that was connected or accepted.
    void closed(Connection connection, Ending how);
}
