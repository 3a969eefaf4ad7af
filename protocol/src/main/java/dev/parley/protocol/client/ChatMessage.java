package dev.parley.protocol.client;

import dev.parley.room.ParticipantId;
import java.time.Instant;

/// `name` is the author's at the time of writing: it outlives the author's presence.
public record ChatMessage(String id, ParticipantId from, String name, String text, Instant sentAt) {}
