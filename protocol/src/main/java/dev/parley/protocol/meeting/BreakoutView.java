package dev.parley.protocol.meeting;

import dev.parley.room.BreakoutId;

public record BreakoutView(BreakoutId id, String name) {}
