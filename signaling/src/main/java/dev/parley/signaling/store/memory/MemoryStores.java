package dev.parley.signaling.store.memory;

import dev.parley.signaling.store.Stores;

/// One memory, three doors.
public final class MemoryStores {
    private MemoryStores() {}

    public static Stores create() {
        var placements = new MemoryPlacements();
        return new Stores(new MemoryRooms(placements), new MemoryTimers(), placements);
    }
}
