package dev.parley.signaling.rooms;

import dev.parley.room.ParticipantId;

/// Who asks.
public sealed interface Actor {
    record Member(ParticipantId id) implements Actor {}

    /// The server API, or the machinery itself: it owns every meeting.
    record Server() implements Actor {}
}
