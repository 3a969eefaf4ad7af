package dev.parley.signaling.rooms;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything that can be asked of a room.
public sealed interface RoomAsk {
    record Create(@Nullable String name, Instant at) implements RoomAsk {}

    /// Creates the room when there is none: a token is permission enough.
    record Join(Arrival arrival) implements RoomAsk {}

    /// Accepted for whoever is gone already, so that it can be said twice.
    record Leave(ParticipantId who, LeaveReason reason) implements RoomAsk {}

    /// The socket `connection` is gone. Nothing happens when another one has taken over meanwhile.
    record Disconnect(ParticipantId who, String connection) implements RoomAsk {}

    record SetPublishing(Source source, boolean muted, boolean active) implements RoomAsk {}

    record SetMuted(ParticipantId who, Source source, boolean muted) implements RoomAsk {}

    record AskUnmute(ParticipantId who, Source source) implements RoomAsk {}

    record Remove(ParticipantId who, @Nullable String reason) implements RoomAsk {}

    record Chat(String text, Instant at) implements RoomAsk {}

    record Rename(String name) implements RoomAsk {}

    record RaiseHand(boolean raised, Instant at) implements RoomAsk {}

    record SetRole(ParticipantId who, Role role) implements RoomAsk {}

    record Close(String reason) implements RoomAsk {}
}
