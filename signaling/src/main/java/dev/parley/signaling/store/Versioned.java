package dev.parley.signaling.store;

import dev.parley.signaling.rooms.RoomEvent;

/// An event and the version the room has after it.
public record Versioned(long version, RoomEvent event) {}
