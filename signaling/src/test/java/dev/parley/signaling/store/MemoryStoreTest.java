package dev.parley.signaling.store;

import dev.parley.signaling.store.memory.MemoryStores;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the store in memory")
class MemoryStoreTest extends StoreContract {
    private final Stores stores = MemoryStores.create();

    @Override
    Stores stores() {
        return stores;
    }
}
