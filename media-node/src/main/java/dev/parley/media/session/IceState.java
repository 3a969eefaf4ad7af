package dev.parley.media.session;

import dev.parley.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// How the client reaches the session (RFC 8445, lite).
///
/// @param local what the client's checks must prove to know
/// @param previous the local credentials before the last restart: checks on the old pair go on until the
///     new one works
/// @param remote of the client
/// @param generation counts restarts; the ETag of RFC 9725 §4.3.1
/// @param door the UDP door whose port the client talks to
/// @param moves how often the session has moved: each time its new port must be preferred to all before
/// @param path the client's address, once a check has come from it
public record IceState(
        IceCredentials local,
        @Nullable IceCredentials previous,
        IceCredentials remote,
        int generation,
        int door,
        int moves,
        @Nullable InetSocketAddress path) {
    /// The entity tag of this generation (RFC 9725 §4.3.1), without the quotes that HTTP puts around it.
    public String etag() {
        return local.ufrag() + "-" + generation;
    }

    IceState restarted(IceCredentials newLocal, IceCredentials newRemote) {
        return new IceState(newLocal, local, newRemote, generation + 1, door, moves, path);
    }

    IceState onPath(int newDoor, InetSocketAddress newPath) {
        return new IceState(local, previous, remote, generation, newDoor, moves, newPath);
    }

    IceState throughDoor(int newDoor) {
        return new IceState(local, previous, remote, generation, newDoor, moves, path);
    }

    IceState moved() {
        return new IceState(local, previous, remote, generation, door, moves + 1, path);
    }
}
