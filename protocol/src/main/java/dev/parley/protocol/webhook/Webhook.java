package dev.parley.protocol.webhook;

import dev.parley.room.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The body of one delivery.
/// - `id`: the same at every attempt, and in the header `webhook-id`: whoever has seen it has seen it.
/// - `version`: of the room, after this. Deliveries of one room come in this order; without one it is something
///   that was said and changed nothing.
public record Webhook(
        String id, Instant timestamp, RoomId room, @Nullable Long version, WebhookEvent event) {}
