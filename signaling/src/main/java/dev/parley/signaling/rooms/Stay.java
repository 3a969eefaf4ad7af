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
public record Stay(
        Instant joinedAt,
        long order,
        SessionKind kind,
        Role grantedRole,
        List<Source> granted,
        @Nullable String connection,
        String resumeHash) {
    public Stay {
        granted = List.copyOf(granted);
    }

    Stay by(@Nullable String newConnection, String newResumeHash) {
        return new Stay(joinedAt, order, kind, grantedRole, granted, newConnection, newResumeHash);
    }
}
