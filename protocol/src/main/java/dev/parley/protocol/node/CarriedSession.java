package dev.parley.protocol.node;

import dev.parley.room.ParticipantId;
import dev.parley.room.SessionId;

/// A session that has gone to another node, with all it is: its id stays.
public record CarriedSession(ParticipantId participant, SessionId session) {}
