package dev.parley.signaling.store;

import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the store behind three sentinels")
class RedisSentinelTest {
    @Test
    @DisplayName("goes on when its master is killed, and whoever follows a room misses nothing")
    void failover() throws Exception {
        try (var sentinels = new RedisSentinels();
                var link = RedisLink.connect(sentinels.url())) {
            new Failover(RedisStores.over(link)).goesOn(sentinels::killMaster);
        }
    }
}
