package dev.parley.signaling.store.redis;

import dev.parley.signaling.store.StoreUnavailable;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The connections to one Redis. Two are enough for any number of virtual threads: Lettuce pipelines what they
/// send, and a waiting virtual thread costs nothing.
public final class RedisLink implements AutoCloseable {
    /// Redis answers within a millisecond or is in trouble; then people should hear of it while they still wait.
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    /// Meetings must agree again within five seconds of the return of Redis.
    private static final Duration RECONNECT_AT_MOST = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> commands;
    private final StatefulRedisPubSubConnection<String, String> news;

    private RedisLink(ClientResources resources, RedisClient client) {
        this.resources = resources;
        this.client = client;
        this.commands = client.connect();
        this.news = client.connectPubSub();
    }

    /// `redis://`, `rediss://` or `redis-sentinel://`. Fails when it cannot connect: a server without its
    /// memory is no use.
    public static RedisLink connect(String url) {
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.exponential(Duration.ofMillis(20), RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
                .build();
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(COMMAND_TIMEOUT);
        RedisClient client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(COMMAND_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
        try {
            return new RedisLink(resources, client);
        } catch (RedisException e) {
            client.shutdown(Duration.ZERO, COMMAND_TIMEOUT);
            var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
            throw new StoreUnavailable(e);
        }
    }

    /// Whatever goes wrong on the way is one thing to the caller.
    <T> T call(Function<RedisClusterCommands<String, String>, T> command) {
        try {
            return command.apply(commands.sync());
        } catch (RedisException e) {
            throw new StoreUnavailable(e);
        }
    }

    StatefulRedisPubSubConnection<String, String> news() {
        return news;
    }

    public boolean isUp() {
        try {
            return "PONG".equals(commands.sync().ping());
        } catch (RedisException _) {
            return false;
        }
    }

    @Override
    public void close() {
        news.close();
        commands.close();
        client.shutdown(Duration.ZERO, COMMAND_TIMEOUT);
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
