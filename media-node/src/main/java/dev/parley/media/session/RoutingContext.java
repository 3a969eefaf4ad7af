package dev.parley.media.session;

import dev.parley.room.BreakoutId;
import dev.parley.room.RoomId;
import org.jspecify.annotations.Nullable;

/// Those of a meeting who hear and see one another, and nobody else (ADR-0011).
///
/// @param breakout null for the main context
public record RoutingContext(RoomId room, @Nullable BreakoutId breakout) {
    public static RoutingContext main(RoomId room) {
        return new RoutingContext(room, null);
    }
}
