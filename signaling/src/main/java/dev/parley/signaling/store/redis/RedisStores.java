package dev.parley.signaling.store.redis;

import dev.parley.signaling.store.Stores;

/// One Redis, three doors.
public final class RedisStores {
    private RedisStores() {}

    public static Stores over(RedisLink link) {
        return new Stores(new RedisRooms(link), new RedisTimers(link), new RedisPlacements(link));
    }
}
