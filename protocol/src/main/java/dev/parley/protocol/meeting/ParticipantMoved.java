package dev.parley.protocol.meeting;

import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import org.jspecify.annotations.Nullable;

/// Where a participant is from now on; without a breakout in the main room.
public record ParticipantMoved(
        ParticipantId participant, @Nullable BreakoutId breakout) {}
