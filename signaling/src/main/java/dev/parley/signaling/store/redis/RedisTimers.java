package dev.parley.signaling.store.redis;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerStore;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class RedisTimers implements TimerStore {
    private final Script claim = Script.named("claim", ScriptOutputType.MULTI);
    private final Script settle = Script.named("settle", ScriptOutputType.INTEGER);
    private final AtomicInteger claims = new AtomicInteger();
    private final RedisLink link;

    RedisTimers(RedisLink link) {
        this.link = link;
    }

    @Override
    public void arm(Collection<Timer> timers, Instant due) {
        byKey(timers)
                .forEach((key, some) -> link.call(redis -> redis.zadd(
                        key,
                        some.stream()
                                .map(it -> ScoredValue.just((double) due.toEpochMilli(), it.text()))
                                .toArray(RedisTimers::newArray))));
    }

    @Override
    public void disarm(Collection<Timer> timers) {
        byKey(timers)
                .forEach((key, some) -> link.call(
                        redis -> redis.zrem(key, some.stream().map(Timer::text).toArray(String[]::new))));
    }

    /// Each time from another shard on: what floods one does not keep the others waiting.
    @Override
    public List<Timer> claimDue(Instant now, Instant until, int limit) {
        int first = claims.getAndIncrement();
        List<Timer> due = new ArrayList<>();
        for (int i = 0; i < Keys.TIMER_SHARDS && due.size() < limit; i++) {
            String[] keys = {Keys.timers(Math.floorMod(first + i, Keys.TIMER_SHARDS))};
            String atMost = Integer.toString(limit - due.size());
            List<@Nullable Object> found =
                    link.call(redis -> claim.list(redis, keys, milliseconds(now), milliseconds(until), atMost));
            found.forEach(
                    it -> Timer.ofText((String) Objects.requireNonNull(it)).ifPresent(due::add));
        }
        return due;
    }

    @Override
    public boolean settle(Timer timer, Instant until) {
        String[] keys = {key(timer.room())};
        return link.call(redis -> settle.number(redis, keys, timer.text(), milliseconds(until))) == 1;
    }

    @Override
    public Optional<Instant> due(Timer timer) {
        return Optional.ofNullable(link.<@Nullable Double>call(redis -> redis.zscore(key(timer.room()), timer.text())))
                .map(it -> Instant.ofEpochMilli(it.longValue()));
    }

    private static Map<String, List<Timer>> byKey(Collection<Timer> timers) {
        return timers.stream().collect(Collectors.groupingBy(it -> key(it.room())));
    }

    @SuppressWarnings("unchecked") // an array of a generic type can only be made this way
    private static ScoredValue<String>[] newArray(int size) {
        return (ScoredValue<String>[]) new ScoredValue<?>[size];
    }

    private static String key(RoomId room) {
        return Keys.timers(Keys.timerShard(room));
    }

    private static String milliseconds(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
