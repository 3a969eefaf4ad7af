package dev.parley.signaling.store;

/// Everything this program remembers, behind three doors of one building.
public record Stores(RoomStore rooms, LeaseStore leases, PlacementStore placements) {}
