package dev.parley.signaling.rooms;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened in a room. Each raises the room's version by one and becomes exactly one message to
/// everyone in it, so that a client can see a hole.
public sealed interface RoomEvent {
    /// Always the first, before anyone is there to be told.
    record Created(RoomId room, @Nullable String name, Instant at) implements RoomEvent {}

    record Joined(Participant participant) implements RoomEvent {}

    /// The participant is carried by another socket from now on.
    record Reconnected(ParticipantId who, String connection, String resumeHash) implements RoomEvent {}

    record Disconnected(ParticipantId who) implements RoomEvent {}

    /// `text` is for the one who was removed.
    record Left(
            ParticipantId who, LeaveReason reason, @Nullable String text) implements RoomEvent {}

    /// `by`: the host who silenced it; absent when it was the participant's own doing or the server API's.
    record TrackChanged(
            ParticipantId who,
            Source source,
            boolean active,
            boolean muted,
            @Nullable ParticipantId by) implements RoomEvent {}

    record Renamed(ParticipantId who, String name) implements RoomEvent {}

    record HandChanged(ParticipantId who, @Nullable Instant raisedAt) implements RoomEvent {}

    record RoleChanged(ParticipantId who, Role role) implements RoomEvent {}

    record Chatted(ChatMessage message) implements RoomEvent {}

    record Closed(String reason) implements RoomEvent {}
}
