package dev.parley.signaling.store.memory;

import dev.parley.signaling.store.Stores;

/// One memory, three doors.
public final class MemoryStores {
    private MemoryStores() {}

    public static Stores create() {
        return new Stores(new MemoryRooms(), new MemoryTimers(), new MemoryPlacements());
    }
}
