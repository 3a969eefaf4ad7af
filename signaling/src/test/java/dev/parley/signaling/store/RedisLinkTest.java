package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisPlace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the link to a Redis")
class RedisLinkTest {
    @Test
    @DisplayName("is waited for while the Redis is not there yet, or not ready")
    void later() throws Exception {
        try (var redis = new EmbeddedRedis()) {
            redis.kill();
            assertThatThrownBy(() -> RedisLink.connect(redis.url())).isInstanceOf(StoreUnavailable.class);
            CompletableFuture<RedisLink> link;
            int port = URI.create(redis.url()).getPort();
            try (var notReady = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                link = CompletableFuture.supplyAsync(
                        () -> RedisLink.await(RedisPlace.at(redis.url()), InstantSource.system(), Thread::onSpinWait));
                notReady.accept().close();
            }
            redis.restart();
            try (RedisLink up = link.get(1, TimeUnit.MINUTES)) {
                assertThat(up.isUp()).isTrue();
            }
        }
    }
}
