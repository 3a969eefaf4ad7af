package dev.parley.signaling.access;

import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a token grants: one room, one role. Without an identity every use of the token is a fresh guest.
public record Grant(
        RoomId room,
        Role role,
        @Nullable String identity,
        @Nullable String name,
        List<Source> publish) {
    public Grant {
        publish = List.copyOf(publish);
    }

    public boolean mayPublish() {
        return role.publishes() && !publish.isEmpty();
    }
}
