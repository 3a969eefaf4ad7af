package dev.parley.protocol.node;

import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import org.jspecify.annotations.Nullable;

/// One participant's place in a room: a breakout, or the main context when it is absent.
public record Routing(ParticipantId participant, @Nullable BreakoutId breakout) {}
