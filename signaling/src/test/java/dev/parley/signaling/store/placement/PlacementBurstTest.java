package dev.parley.signaling.store.placement;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.EmbeddedRedis;
import dev.parley.signaling.store.memory.MemoryStores;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("placements in a burst")
class PlacementBurstTest {
    private static final int INSTANCES = 3;
    private static final int ROOMS_EACH = 1_000;
    private static final int NODES = 8;

    @Property(tries = 200)
    @Label("no burst of three instances fills a node above its bound, splits a room, or moves one without need")
    void bounded(@ForAll @IntRange(min = 1, max = 12) int nodes, @ForAll @IntRange(max = 150) int rooms)
            throws Exception {
        var store = MemoryStores.create().placements();
        var burst = new PlacementBurst(List.of(store, store, store), nodes, rooms);
        burst.run();
        burst.clear();
    }

    @Test
    @DisplayName("three instances and one Redis: a thousand rooms each at once spread over the nodes")
    void redis() throws Exception {
        try (var redis = new EmbeddedRedis();
                var one = RedisLink.connect(redis.url());
                var two = RedisLink.connect(redis.url());
                var three = RedisLink.connect(redis.url());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = IntStream.range(0, NODES)
                    .mapToObj(i -> new NodeId("node-" + i))
                    .toList();
            List<Callable<Boolean>> asks = new ArrayList<>();
            for (RedisLink link : List.of(one, two, three)) {
                var placements = RedisStores.over(link).placements();
                for (int i = 0; i < ROOMS_EACH; i++) {
                    var room = new RoomId("room-" + asks.size());
                    asks.add(() -> placements
                            .place(room, Placement.rank(room, nodes), 0, NOON)
                            .orElseThrow()
                            .decided());
                }
            }
            long start = System.nanoTime();
            for (var ask : threads.invokeAll(asks)) {
                assertThat(ask.get()).isTrue();
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            var counts = RedisStores.over(one).placements().counts();
            int rooms = INSTANCES * ROOMS_EACH;
            long most =
                    counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            System.out.printf(
                    "» placed %d rooms on %d nodes in %d ms: fullest/mean %.3f (bound %.2f)%n",
                    rooms, NODES, took.toMillis(), (double) most * NODES / rooms, Placement.LOAD_FACTOR);
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(rooms);
            assertThat(most).isLessThanOrEqualTo(Placement.bound(rooms, NODES));
        }
    }
}
