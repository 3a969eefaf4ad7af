package dev.parley.protocol.meeting;

import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import java.time.Instant;

/// Somebody in the waiting room, as hosts and co-hosts see it. `role` is what they will be once they are let in.
public record WaitingView(
        ParticipantId id, String identity, String name, Role role, Instant waitingSince, boolean connected) {}
