package dev.parley.signaling.rooms;

import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody came with, and by what they are here.
/// - `order`: the room's version when they came. Clocks of different servers differ; this says who came first.
/// - `granted`: what the token lets them send, whatever their role; `grantedRole`: what it makes them.
/// - `connection`: the socket that carries them; absent while none does and the grace time runs.
/// - `resumeHash`: SHA-256 of the secret that brings them back; the secret itself is only at the client.
/// - `shownHash`: that of the secret they came back with last. It stays good until the newer one was shown: the answer
///   that brought the newer one may have been lost with its server. Absent for those who come by identity.
public record Stay(
        Instant joinedAt,
        long order,
        SessionKind kind,
        Role grantedRole,
        List<Source> granted,
        @Nullable String connection,
        String resumeHash,
        @Nullable String shownHash) {
    public Stay {
        granted = List.copyOf(granted);
    }

    Stay by(@Nullable String newConnection) {
        return new Stay(joinedAt, order, kind, grantedRole, granted, newConnection, resumeHash, shownHash);
    }

    Stay resumed(String newConnection, String newResumeHash, @Nullable String shown) {
        return new Stay(joinedAt, order, kind, grantedRole, granted, newConnection, newResumeHash, shown);
    }

    /// Came in, from the waiting room, at another version than they came to it.
    Stay since(long newOrder) {
        return new Stay(joinedAt, newOrder, kind, grantedRole, granted, connection, resumeHash, shownHash);
    }
}
