package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.outbox.OutboxContract;
import dev.parley.signaling.store.placement.PlacementContract;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("the store in Redis")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisStoreTest {
    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final RedisLink link = RedisLink.connect(redis.url());
    private final Stores stores = RedisStores.over(link);

    @BeforeAll
    void reachable() {
        assertThat(link.isUp()).isTrue();
    }

    @AfterAll
    void stop() {
        link.close();
        redis.close();
    }

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
    @DisplayName("every key of a room dies within the hour, shares one slot, and is on the list")
    void keys() {
        var room = new RoomId("keys");
        var decision = (Decision.Accepted) new RoomRules(RoomLimits.STANDARD)
                .decide(RoomState.absent(room), new Actor.Server(), People.join("ada", Role.HOST));
        RoomState absent = RoomState.absent(room);
        assertThat(stores.rooms().append(absent, decision.events(), absent.apply(decision.events())))
                .isTrue();
        try (var client = RedisClient.create(redis.url());
                var connection = client.connect()) {
            var commands = connection.sync();
            assertThat(commands.keys("parley:{keys}:*"))
                    .containsExactlyInAnyOrder("parley:{keys}:room", "parley:{keys}:parts", "parley:{keys}:events")
                    .allSatisfy(key -> assertThat(commands.ttl(key)).isBetween(7_190L, 7_200L));
        }
    }

    @Test
    @DisplayName("a Redis that is away is one clear exception, quickly")
    void away() {
        var other = new EmbeddedRedis();
        try (var otherLink = RedisLink.connect(other.url())) {
            other.close();
            var rooms = RedisStores.over(otherLink).rooms();
            assertThatThrownBy(() -> rooms.load(People.DAILY)).isInstanceOf(StoreUnavailable.class);
            assertThat(otherLink.isUp()).isFalse();
        }
        assertThatThrownBy(() -> RedisLink.connect(other.url())).isInstanceOf(StoreUnavailable.class);
    }
}
