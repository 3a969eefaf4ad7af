package dev.parley.signaling.store.redis;

import dev.parley.signaling.store.StoreUnavailable;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The connections to one Redis, be it a server, a master that sentinels name, or a cluster. One for
/// commands (to each node) and one for news are enough for any number of virtual threads: Lettuce pipelines
/// what they send, and a waiting virtual thread costs nothing.
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RedisLink.class.getName());
    /// The programs of a system begin together, and its Redis may be the last of them.
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(30);

    /// Redis answers within a millisecond or is in trouble; then people should hear of it while they still
    /// wait.
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    /// The first greeting: a program that has just begun, beside others that begin, loads its classes
    /// meanwhile.
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(10);
    /// Meetings must agree again within five seconds of the return of Redis.
    private static final Duration RECONNECT_AT_MOST = Duration.ofSeconds(1);
    /// A cluster is asked for its shape this often, should nothing have hinted at a change.
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
    /// Redirections and broken connections hint at a change by the hundred; more looks than this teach
    /// nothing new.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /// A machine that lost its power ends no connection, and news are only listened to: this finds it out
    /// after eleven seconds.
    private static final SocketOptions.KeepAliveOptions KEEP_ALIVE = SocketOptions.KeepAliveOptions.builder()
            .enable()
            .idle(Duration.ofSeconds(5))
            .interval(Duration.ofSeconds(2))
            .count(3)
            .build();

    private static final SocketOptions SOCKET = SocketOptions.builder()
            .connectTimeout(COMMAND_TIMEOUT)
            .keepAlive(KEEP_ALIVE)
            .build();

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final RedisClusterCommands<String, String> commands;
    private final StatefulRedisPubSubConnection<String, String> news;

    private RedisLink(ClientResources resources, RedisClient client) {
        this.resources = resources;
        this.client = client;
        StatefulRedisConnection<String, String> connection = client.connect();
        connection.setTimeout(COMMAND_TIMEOUT);
        this.commands = connection.sync();
        this.news = client.connectPubSub();
        news.setTimeout(COMMAND_TIMEOUT);
    }

    private RedisLink(ClientResources resources, RedisClusterClient client) {
        this.resources = resources;
        this.client = client;
        StatefulRedisClusterConnection<String, String> connection = client.connect();
        connection.setTimeout(COMMAND_TIMEOUT);
        this.commands = connection.sync();
        this.news = client.connectPubSub();
        news.setTimeout(COMMAND_TIMEOUT);
    }

    /// As `connect`, but a Redis that does not answer yet is asked again after each pause.
    public static RedisLink await(RedisPlace place, InstantSource clock, Runnable pause) {
        Instant began = clock.instant();
        for (boolean isFirst = true; ; isFirst = false) {
            try {
                return connect(place);
            } catch (StoreUnavailable notYet) {
                if (Duration.between(began, clock.instant()).compareTo(FIRST_PATIENCE) > 0) {
                    throw notYet;
                }
                if (isFirst) {
                    long seconds = FIRST_PATIENCE.toSeconds();
                    LOG.log(Level.WARNING, "{0}; it is waited for, for {1} s", notYet.getCause(), seconds);
                }
                pause.run();
            }
        }
    }

    public static RedisLink connect(String url) {
        return connect(RedisPlace.at(url));
    }

    /// Fails when it cannot connect: a server without its memory is no use.
    public static RedisLink connect(RedisPlace place) {
        RedisAddress address = RedisAddress.of(place.url());
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.exponential(Duration.ofMillis(20), RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline().addFirst(new Silence());
                    }
                })
                .build();
        return switch (address) {
            case RedisAddress.Single(var uri) -> {
                RedisClient client = RedisClient.create(resources, greeting(uri));
                client.setOptions(careful(ClientOptions.builder(), place).build());
                yield orGiveUp(() -> new RedisLink(resources, client), client, resources);
            }
            case RedisAddress.Cluster(var seeds) -> {
                RedisClusterClient client = RedisClusterClient.create(
                        resources, seeds.stream().map(RedisLink::greeting).toList());
                client.setOptions(clusterOptions(place));
                yield orGiveUp(() -> new RedisLink(resources, client), client, resources);
            }
        };
    }

    private static RedisURI greeting(RedisURI uri) {
        uri.setTimeout(GREETING_TIMEOUT);
        return uri;
    }

    private static <B extends ClientOptions.Builder> B careful(B options, RedisPlace place) {
        // Read again for each connection, so a file that is replaced is believed without a restart.
        place.authority()
                .ifPresent(file -> options.sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(file.toFile())
                        .build()));
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SOCKET);
        return options;
    }

    private static ClusterClientOptions clusterOptions(RedisPlace place) {
        return careful(ClusterClientOptions.builder(), place)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(LOOK_AROUND)
                        .adaptiveRefreshTriggersTimeout(LOOK_AGAIN)
                        .build())
                .build();
    }

    @FunctionalInterface
    private interface Connecting {
        RedisLink connect();
    }

    private static RedisLink orGiveUp(Connecting connecting, AbstractRedisClient client, ClientResources resources) {
        try {
            return connecting.connect();
        } catch (RedisException e) {
            end(client, resources);
            throw new StoreUnavailable(e);
        }
    }

    /// Whatever goes wrong on the way is one thing to the caller.
    <T> T call(Function<RedisClusterCommands<String, String>, T> command) {
        try {
            return command.apply(commands);
        } catch (RedisException e) {
            throw new StoreUnavailable(e);
        }
    }

    StatefulRedisPubSubConnection<String, String> news() {
        return news;
    }

    /// Told when a cluster has another shape than before: what its nodes said to one another meanwhile may
    /// be lost, on connections that never broke.
    void onReshaped(Runnable listener) {
        var _ = resources
                .eventBus()
                .get()
                .ofType(ClusterTopologyChangedEvent.class)
                .subscribe(_ -> listener.run());
    }

    public boolean isUp() {
        try {
            return "PONG".equals(commands.ping());
        } catch (RedisException _) {
            return false;
        }
    }

    @Override
    public void close() {
        end(client, resources);
    }

    /// Closes its connections as well.
    private static void end(AbstractRedisClient client, ClientResources resources) {
        client.shutdown(Duration.ZERO, COMMAND_TIMEOUT);
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
