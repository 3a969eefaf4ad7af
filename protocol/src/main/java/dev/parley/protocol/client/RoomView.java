package dev.parley.protocol.client;

import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The room as everyone in it sees it, as of `version`.
public record RoomView(
        RoomId id, @Nullable String name, Instant createdAt, long version, List<ParticipantView> participants) {
    public RoomView {
        participants = List.copyOf(participants);
    }
}
