package dev.parley.loadtest.rooms;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Redis says of itself (`INFO`, `MEMORY USAGE`, `SLOWLOG`), over a connection beside those that are measured.
final class RedisGauge implements AutoCloseable {
    private static final Pattern COMMAND =
            Pattern.compile("cmdstat_([^:]+):calls=(\\d+),usec=(\\d+),usec_per_call=([\\d.]+).*");
    /// Slower than this, a command is noted: everything of ours should take a few dozen.
    private static final String SLOW_US = "2000";

    private static final String MILLION = "1000000";

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;

    /// What a command has cost since the last reset.
    record Cost(long calls, long us) {
        double each() {
            return calls == 0 ? 0 : us / (double) calls;
        }

        Cost and(Cost other) {
            return new Cost(calls + other.calls, us + other.us);
        }
    }

    RedisGauge(String url) {
        client = RedisClient.create(url);
        connection = client.connect();
        redis = connection.sync();
        redis.configSet("slowlog-log-slower-than", SLOW_US);
        redis.configSet("slowlog-max-len", MILLION);
    }

    long usedBytes() {
        return Long.parseLong(info("memory", "used_memory"));
    }

    long keys() {
        return redis.dbsize();
    }

    /// Processor time of the server, all of it.
    double cpuUs() {
        return (Double.parseDouble(info("cpu", "used_cpu_user")) + Double.parseDouble(info("cpu", "used_cpu_sys")))
                * 1e6;
    }

    void reset() {
        redis.configResetstat();
        redis.slowlogReset();
    }

    /// By command, those inside of scripts too; without those of this gauge.
    Map<String, Cost> costs() {
        Map<String, Cost> costs = new TreeMap<>();
        redis.info("commandstats").lines().forEach(line -> {
            Matcher stat = COMMAND.matcher(line.strip());
            if (stat.matches()) {
                costs.put(stat.group(1), new Cost(Long.parseLong(stat.group(2)), Long.parseLong(stat.group(3))));
            }
        });
        costs.keySet().removeIf(it -> it.startsWith("info") || it.startsWith("config") || it.startsWith("slowlog"));
        return costs;
    }

    long slow() {
        return redis.slowlogLen();
    }

    String version() {
        return info("server", "redis_version");
    }

    /// Of one key with all that is in it; 0 when there is none.
    long bytesOf(String key) {
        Long bytes = redis.memoryUsage(key);
        return bytes == null ? 0 : bytes;
    }

    private String info(String section, String name) {
        return redis.info(section)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("INFO " + section + ": no " + name));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
