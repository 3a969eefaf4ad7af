package dev.parley.signaling.store;

/// Everything this program remembers, behind three doors of one building.
public record Stores(RoomStore rooms, TimerStore timers, PlacementStore placements) {}
