package dev.parley.signaling.rooms;

import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.room.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a room is apart from its people and what they wrote.
/// - `waitingMessage`: what those who wait read.
/// - `banned`: identities that were put out of this meeting, the last [RoomLimits#BANNED] of them.
public record RoomMeta(
        @Nullable String name,
        Instant createdAt,
        RoomSettings settings,
        @Nullable ParticipantId spotlight,
        @Nullable String waitingMessage,
        List<String> banned) {
    public RoomMeta {
        banned = List.copyOf(banned);
    }

    static RoomMeta fresh(@Nullable String name, Instant createdAt, RoomSettings settings) {
        return new RoomMeta(name, createdAt, settings, null, null, List.of());
    }

    RoomMeta with(RoomSettings newSettings) {
        return new RoomMeta(name, createdAt, newSettings, spotlight, waitingMessage, banned);
    }

    RoomMeta withSpotlight(@Nullable ParticipantId who) {
        return new RoomMeta(name, createdAt, settings, who, waitingMessage, banned);
    }

    RoomMeta withWaitingMessage(@Nullable String text) {
        return new RoomMeta(name, createdAt, settings, spotlight, text, banned);
    }

    RoomMeta banning(String identity) {
        List<String> all =
                Stream.concat(banned.stream(), Stream.of(identity)).distinct().toList();
        int tooMany = Math.max(0, all.size() - RoomLimits.BANNED);
        return new RoomMeta(name, createdAt, settings, spotlight, waitingMessage, all.subList(tooMany, all.size()));
    }

    RoomMeta pardoning(String identity) {
        List<String> fewer = banned.stream().filter(it -> !it.equals(identity)).toList();
        return new RoomMeta(name, createdAt, settings, spotlight, waitingMessage, fewer);
    }
}
