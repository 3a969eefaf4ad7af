package dev.parley.signaling.store;

import dev.parley.signaling.store.memory.MemoryStores;
import dev.parley.signaling.store.outbox.OutboxContract;
import dev.parley.signaling.store.placement.PlacementContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("the store in memory")
class MemoryStoreTest extends StoreContract {
    private final Stores stores = MemoryStores.create();

    @Override
    Stores stores() {
        return stores;
    }

    @Nested
    @DisplayName("keeps the contract of placements")
    class Placements extends PlacementContract {
        @Override
        protected PlacementStore placements() {
            return stores.placements();
        }
    }

    @Nested
    @DisplayName("keeps the contract of disputes")
    class Disputes extends DisputeContract {
        @Override
        DisputeStore disputes() {
            return stores.disputes();
        }
    }

    @Nested
    @DisplayName("keeps the contract of the outbox")
    class Outbox extends OutboxContract {
        @Override
        protected Stores stores(Outgoings outgoings) {
            return MemoryStores.create(outgoings);
        }
    }
}
