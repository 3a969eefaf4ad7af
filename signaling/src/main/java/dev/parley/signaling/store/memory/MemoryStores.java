package dev.parley.signaling.store.memory;

import dev.parley.signaling.store.Outgoings;
import dev.parley.signaling.store.Stores;

/// One memory, five doors.
public final class MemoryStores {
    private MemoryStores() {}

    public static Stores create() {
        return create(Outgoings.NONE);
    }

    public static Stores create(Outgoings outgoings) {
        var outbox = new MemoryOutbox();
        return new Stores(
                new MemoryRooms(outgoings, outbox),
                new MemoryTimers(),
                new MemoryPlacements(),
                outbox,
                new MemoryDisputes());
    }
}
