package dev.parley.media.node;

import dev.parley.room.NodeId;
import dev.parley.room.SessionId;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.ice.Route;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Names that nobody can guess: of sessions, and of their ICE credentials (RFC 8445 §5.3).
final class SessionNames {
    private static final int ID_BYTES = 12;

    private final NodeId node;
    private final SecureRandom random;

    SessionNames(NodeId node, SecureRandom random) {
        this.node = node;
        this.random = random;
    }

    SessionId next() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new SessionId(HexFormat.of().formatHex(bytes));
    }

    /// The username fragment begins with the node and loop, so that a stray check says where it belongs.
    IceCredentials credentials(int loop) {
        return IceCredentials.generate(Route.of(node.value(), loop), random);
    }
}
