package dev.parley.media.link;

import dev.parley.room.NodeId;
import dev.parley.room.SessionId;
import java.net.InetSocketAddress;
import java.util.List;

/// What one node says to another (ADR-0013). Every pair of nodes has two links, each dialed by the side
/// that is the *holder* on it: it sends copies of its sessions, and the *keeper* confirms. Copies hold
/// keys: no frame is logged.
@SuppressWarnings("ArrayRecordComponent") // frames are taken apart, never compared
public sealed interface LinkFrame {
    /// What the holder sends.
    sealed interface FromHolder extends LinkFrame {}

    /// What the keeper sends.
    sealed interface FromKeeper extends LinkFrame {}

    /// First on a link.
    record Hello(NodeId node, String instance, long term) implements FromHolder {}

    /// The answer: this term goes on, or begins.
    record Welcome(NodeId node, String instance) implements FromKeeper {}

    /// The answer, or said at any time: this term is settled, and not for the holder. A later one may begin.
    record Over(long term) implements FromKeeper {}

    /// Asks that the lease be renewed.
    ///
    /// @param untilNs when it will be over, by the holder's clock
    /// @param leaseNs how long that is
    record Beat(long untilNs, long leaseNs) implements FromHolder {}

    /// The lease is renewed, and everything up to this operation has been done.
    ///
    /// @param untilNs of the beat
    record Ack(long untilNs, long operation) implements FromKeeper {}

    /// The state of a session, in place of what was copied before.
    record Copy(long operation, SessionCopy copy) implements FromHolder {}

    /// The session is over, or has another keeper from now on.
    record Drop(long operation, SessionId session) implements FromHolder {}

    /// Sessions of one room that the receiver holds from now on; the sender was their holder and keeps
    /// these copies.
    record Import(long move, List<SessionCopy> copies) implements FromKeeper {
        public Import {
            copies = List.copyOf(copies);
        }
    }

    /// They are held here.
    record Imported(long move) implements FromHolder {}

    /// They are not: the sender goes on as if it had not asked.
    record Declined(long move, String reason) implements FromHolder {}

    /// A client's datagram that came to where its session was before.
    ///
    /// @param door the number of the door it came by
    record Inward(SessionId session, int door, InetSocketAddress from, byte[] datagram) implements FromKeeper {}

    /// Datagrams of one size for a client that does not yet know the way to its session; the last may be
    /// shorter.
    ///
    /// @param door the number of the door to send them by
    record Outward(int door, InetSocketAddress to, byte[] datagrams, int segmentBytes) implements FromHolder {}
}
