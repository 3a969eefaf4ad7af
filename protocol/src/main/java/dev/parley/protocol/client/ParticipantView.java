package dev.parley.protocol.client;

import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A participant as everyone in the room sees it. `hand`: since when it is raised. `connected`: false while its
/// socket is gone and the grace time runs. `breakout`: where it is, absent in the main room.
public record ParticipantView(
        ParticipantId id,
        String identity,
        String name,
        Role role,
        Instant joinedAt,
        @Nullable Instant hand,
        boolean connected,
        @Nullable BreakoutId breakout,
        List<TrackView> tracks) {
    public ParticipantView {
        tracks = List.copyOf(tracks);
    }
}
