package dev.parley.signaling.store;

import dev.parley.signaling.store.placement.PlacementContract;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("the store in a Redis cluster of six processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisClusterTest {
    private final RedisCluster cluster = new RedisCluster();
    private final RedisLink link = RedisLink.connect(cluster.url());
    private final Stores stores = RedisStores.over(link);

    @AfterAll
    void stop() {
        link.close();
        cluster.close();
    }

    /// The contract's rooms have names at random, so they lie on all three masters; a command with keys of two slots
    /// would be refused.
    @Nested
    @DisplayName("keeps the contract")
    class Contract extends StoreContract {
        @Override
        Stores stores() {
            return stores;
        }
    }

    @Nested
    @DisplayName("keeps the contract of placements")
    class Placements extends PlacementContract {
        @Override
        protected PlacementStore placements() {
            return stores.placements();
        }
    }

    @Test
    @DisplayName("a room whose master is killed goes on with its replica, and whoever follows it misses nothing")
    void failover() throws Exception {
        new Failover(stores).goesOn(() -> cluster.killMasterOf(Failover.KEY));
    }
}
