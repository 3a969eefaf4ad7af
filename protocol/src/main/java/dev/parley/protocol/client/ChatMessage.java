package dev.parley.protocol.client;

import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `name` is the author's at the time of writing: it outlives the author's presence. `to`: for this participant alone.
/// `breakout`: written there, and read only there.
public record ChatMessage(
        String id,
        ParticipantId from,
        String name,
        String text,
        Instant sentAt,
        @Nullable Instant editedAt,
        @Nullable ParticipantId to,
        @Nullable BreakoutId breakout) {}
