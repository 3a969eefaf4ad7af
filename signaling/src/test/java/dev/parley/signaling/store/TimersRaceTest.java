package dev.parley.signaling.store;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.memory.MemoryStores;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import dev.parley.signaling.timers.TimerHandler;
import dev.parley.signaling.timers.TimerSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("timers that instances race for")
class TimersRaceTest {
    private static final int TIMERS = 1_000;
    private static final int BATCH = 7;
    private static final Instant LAPSED = NOON.plus(TimerSweep.CLAIM);

    @Test
    @DisplayName("each is claimed exactly once, and once more after its claimer died")
    void claims() throws Exception {
        try (var redis = new EmbeddedRedis();
                var one = RedisLink.connect(redis.url());
                var two = RedisLink.connect(redis.url());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stores = List.of(RedisStores.over(one), RedisStores.over(two));
            stores.getFirst().timers().arm(timers(), NOON);
            for (Instant now : List.of(NOON, LAPSED)) {
                List<Callable<List<Timer>>> racers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    var store = stores.get(i % 2).timers();
                    racers.add(() -> claimAll(store, now));
                }
                List<Timer> claimed = new ArrayList<>();
                for (var racer : threads.invokeAll(racers)) {
                    claimed.addAll(racer.get());
                }
                assertThat(claimed).containsExactlyInAnyOrderElementsOf(timers());
            }
        }
    }

    @Test
    @DisplayName("sweeps of two instances have each effect once, and an instance one at a time in a room")
    void sweeps() throws Exception {
        try (var redis = new EmbeddedRedis();
                var one = RedisLink.connect(redis.url());
                var two = RedisLink.connect(redis.url());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var store = RedisStores.over(one).timers();
            store.arm(timers(), NOON);
            Map<Timer, Integer> effects = new ConcurrentHashMap<>();
            List<Callable<Object>> ticks = new ArrayList<>();
            for (RedisLink link : List.of(one, two)) {
                var own = RedisStores.over(link).timers();
                var handler = new OneAtATime((timer, until) -> {
                    effects.merge(timer, 1, Integer::sum);
                    assertThat(own.settle(timer, until)).isTrue();
                });
                var sweep = new TimerSweep(own, handler, () -> NOON, threads);
                ticks.add(Executors.callable(() -> IntStream.range(0, 10).forEach(_ -> sweep.tick())));
            }
            for (var done : threads.invokeAll(ticks)) {
                done.get();
            }
            assertThat(effects)
                    .hasSize(TIMERS)
                    .allSatisfy((_, times) -> assertThat(times).isOne());
            assertThat(store.claimDue(LAPSED.plusSeconds(60), LAPSED, TIMERS)).isEmpty();
        }
    }

    @Test
    @DisplayName("an effect that fails comes again when its claim lapses, and not before; the next ones happen")
    void fails() {
        var store = MemoryStores.create().timers();
        var now = new AtomicReference<>(NOON);
        var bad = new Timer(new RoomId("room-1"), TimerKind.WEBHOOK, "1");
        var good = new Timer(new RoomId("room-1"), TimerKind.WEBHOOK, "2");
        store.arm(bad, NOON.minusSeconds(1));
        store.arm(good, NOON);
        Map<Timer, Integer> tried = new HashMap<>();
        var sweep = new TimerSweep(
                store,
                (timer, until) -> {
                    int times = tried.merge(timer, 1, Integer::sum);
                    if (timer.equals(bad) && times == 1) {
                        throw new IllegalStateException("the first time, on purpose");
                    }
                    store.settle(timer, until);
                },
                now::get,
                Runnable::run);
        sweep.tick();
        sweep.tick();
        assertThat(tried).isEqualTo(Map.of(bad, 1, good, 1));
        now.set(LAPSED);
        sweep.tick();
        assertThat(tried).isEqualTo(Map.of(bad, 2, good, 1));
        assertThat(store.due(bad)).isEmpty();
    }

    private record OneAtATime(TimerHandler handler, Map<RoomId, AtomicInteger> atWork) implements TimerHandler {
        OneAtATime(TimerHandler handler) {
            this(handler, new ConcurrentHashMap<>());
        }

        @Override
        public void onDue(Timer timer, Instant until) {
            var count = atWork.computeIfAbsent(timer.room(), _ -> new AtomicInteger());
            assertThat(count.incrementAndGet()).isOne();
            handler.onDue(timer, until);
            count.decrementAndGet();
        }
    }

    private static List<Timer> claimAll(TimerStore store, Instant now) {
        List<Timer> all = new ArrayList<>();
        List<Timer> some = store.claimDue(now, now.plus(TimerSweep.CLAIM), BATCH);
        while (!some.isEmpty() && all.size() <= TIMERS) {
            all.addAll(some);
            some = store.claimDue(now, now.plus(TimerSweep.CLAIM), BATCH);
        }
        return all;
    }

    /// Ten of each room.
    private static List<Timer> timers() {
        return IntStream.range(0, TIMERS)
                .mapToObj(i -> new Timer(new RoomId("room-" + i % 100), TimerKind.WAITING_TIMEOUT, "p-" + i))
                .toList();
    }
}
