package dev.parley.signaling.store;

/// Everything this program remembers, behind five doors of one building.
public record Stores(
        RoomStore rooms, TimerStore timers, PlacementStore placements, OutboxStore outbox, DisputeStore disputes) {}
