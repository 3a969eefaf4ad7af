package dev.parley.protocol.meeting;

import dev.parley.room.ParticipantId;

/// Who goes to which of the breakouts that are being opened: `index` counts them from 0.
public record BreakoutAssignment(ParticipantId participant, int index) {}
