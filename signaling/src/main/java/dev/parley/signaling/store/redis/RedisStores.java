package dev.parley.signaling.store.redis;

import dev.parley.signaling.store.Outgoings;
import dev.parley.signaling.store.Stores;

/// One Redis, five doors.
public final class RedisStores {
    private RedisStores() {}

    public static Stores over(RedisLink link) {
        return over(link, Outgoings.NONE);
    }

    public static Stores over(RedisLink link, Outgoings outgoings) {
        var outbox = new RedisOutbox(link);
        return new Stores(
                new RedisRooms(link, outgoings, outbox),
                new RedisTimers(link),
                new RedisPlacements(link),
                outbox,
                new RedisDisputes(link));
    }
}
