package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.store.outbox.OutboxContract;
import dev.parley.signaling.store.placement.PlacementContract;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    /// The contract's rooms have names at random, so they lie on all three masters; a command with keys of
    /// two slots would be refused.
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
            return RedisStores.over(link, outgoings);
        }
    }

    @Test
    @DisplayName("a room whose master is killed goes on with its replica, and whoever follows it misses nothing")
    void failover() throws Exception {
        new Failover(stores).goesOn(() -> cluster.killMasterOf(Failover.KEY));
    }

    @Test
    @DisplayName("followers are told to ask again when the cluster has another shape, though no connection broke")
    void reshaped() throws Exception {
        var resumed = new Semaphore(0);
        var room = new RoomId("reshaped");
        try (var _ = stores.rooms().subscribe(room, new Resumed(resumed))) {
            stores.rooms().publish(room, new Notice.Placed(new NodeId("node-1"), 1));
            resumed.drainPermits();
            cluster.swapMasterBeside(Failover.KEY);
            assertThat(resumed.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private record Resumed(Semaphore told) implements RoomStore.Listener {
        @Override
        public void onEvent(Versioned versioned) {
            throw new AssertionError("nobody changed the room: " + versioned);
        }

        @Override
        public void onNotice(Notice notice) {
            // It only shows that the news come.
        }

        @Override
        public void onResumed() {
            told.release();
        }
    }
}
