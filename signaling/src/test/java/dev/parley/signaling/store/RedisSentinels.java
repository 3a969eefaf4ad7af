package dev.parley.signaling.store;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A master, its replica, and three sentinels that watch them.
public final class RedisSentinels implements AutoCloseable {
    private static final String NAME = "parley";
    private static final int SENTINELS = 3;
    /// How fast a dead master is found out; production has seconds, a test has none to lose.
    private static final int DOWN_AFTER_MS = 1_000;

    private final RedisClient client = RedisClient.create();
    private final RedisProcess master = RedisProcess.server(RedisProcess.freePort(), List.of());
    private final RedisProcess replica =
            RedisProcess.server(RedisProcess.freePort(), List.of("replicaof 127.0.0.1 " + master.port()));
    private final List<RedisProcess> sentinels = new ArrayList<>();

    public RedisSentinels() {
        Until.holds("the replica follows", () -> info(master, "replication").contains("state=online"));
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(RedisProcess.sentinel(
                    RedisProcess.freePort(),
                    List.of(
                            "sentinel monitor " + NAME + " 127.0.0.1 " + master.port() + " 2",
                            "sentinel down-after-milliseconds " + NAME + " " + DOWN_AFTER_MS,
                            "sentinel failover-timeout " + NAME + " 5000")));
        }
        sentinels.forEach(it -> Until.holds(
                "sentinels know one another and the replica",
                () -> info(it, "sentinel").contains("slaves=1,sentinels=" + SENTINELS)));
    }

    public String url() {
        return sentinels.stream()
                .map(RedisProcess::address)
                .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
    }

    /// Once the replica has all that was written.
    public void killMaster() {
        try (var connection = client.connect(RedisURI.create(master.url()))) {
            RedisCommands<String, String> redis = connection.sync();
            assert redis.waitForReplication(1, 5_000) == 1 : "the replica does not follow";
        }
        master.kill();
    }

    private String info(RedisProcess process, String section) {
        try (var connection = client.connect(RedisURI.create(process.url()))) {
            return connection.sync().info(section);
        }
    }

    @Override
    public void close() {
        client.shutdown();
        sentinels.forEach(RedisProcess::close);
        replica.close();
        master.close();
    }
}
