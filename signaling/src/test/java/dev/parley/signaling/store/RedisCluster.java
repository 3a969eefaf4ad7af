package dev.parley.signaling.store;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A real cluster: three masters with a third of the slots each, and a replica of each of them.
public final class RedisCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    /// How fast a dead master is found out; production has seconds, a test has none to lose.
    private static final int NODE_TIMEOUT_MS = 1_000;

    private final RedisClient client = RedisClient.create();
    private final List<RedisProcess> nodes = new ArrayList<>();

    public RedisCluster() {
        for (int i = 0; i < 2 * MASTERS; i++) {
            nodes.add(RedisProcess.server(
                    RedisProcess.freePort(),
                    List.of(
                            "cluster-enabled yes",
                            "cluster-node-timeout " + NODE_TIMEOUT_MS,
                            "cluster-replica-validity-factor 0",
                            "repl-diskless-sync yes",
                            "repl-diskless-sync-delay 0")));
        }
        for (int i = 0; i < MASTERS; i++) {
            int[] slots = slots(i);
            long epoch = i + 1L;
            at(nodes.get(i), redis -> redis.clusterSetConfigEpoch(epoch));
            at(nodes.get(i), redis -> redis.clusterAddSlots(slots));
        }
        RedisProcess first = nodes.getFirst();
        nodes.stream().skip(1).forEach(it -> at(it, redis -> redis.clusterMeet("127.0.0.1", first.port())));
        nodes.forEach(it -> Until.holds("all know all", () -> known(it) == nodes.size()));
        for (int i = 0; i < MASTERS; i++) {
            String master = at(nodes.get(i), RedisCommands::clusterMyId);
            at(nodes.get(MASTERS + i), redis -> redis.clusterReplicate(master));
        }
        nodes.forEach(it -> Until.holds("the cluster is whole", () -> isWhole(it)));
        nodes.stream().limit(MASTERS).forEach(it -> Until.holds("replicas follow", () -> replicas(it) == 1));
    }

    public String url() {
        return nodes.stream().map(RedisProcess::address).collect(Collectors.joining(",", "redis-cluster://", ""));
    }

    /// Kills the master that has this key, once its replica has all that was written.
    public void killMasterOf(String key) {
        RedisProcess master = nodes.get(ownerOf(SlotHash.getSlot(key)));
        assert at(master, redis -> redis.waitForReplication(1, 5_000)) == 1 : "the replica does not follow";
        master.kill();
    }

    /// Another master than that of this key changes places with its replica; no connection ends by it.
    void swapMasterBeside(String key) {
        int other = (ownerOf(SlotHash.getSlot(key)) + 1) % MASTERS;
        at(nodes.get(MASTERS + other), redis -> redis.clusterFailover(false));
    }

    private <T> T at(RedisProcess node, Function<RedisCommands<String, String>, T> command) {
        try (var connection = client.connect(RedisURI.create(node.url()))) {
            return command.apply(connection.sync());
        }
    }

    private long known(RedisProcess node) {
        return at(node, RedisCommands::clusterNodes)
                .lines()
                .filter(it -> !it.contains("handshake"))
                .count();
    }

    private boolean isWhole(RedisProcess node) {
        String nodesSeen = at(node, RedisCommands::clusterNodes);
        return at(node, RedisCommands::clusterInfo).contains("cluster_state:ok")
                && nodesSeen.lines().filter(it -> it.contains("slave")).count() == MASTERS;
    }

    private long replicas(RedisProcess node) {
        return at(node, redis -> redis.info("replication"))
                .lines()
                .filter(it -> it.startsWith("slave") && it.contains("state=online"))
                .count();
    }

    private static int[] slots(int master) {
        return IntStream.range(0, SlotHash.SLOT_COUNT)
                .filter(slot -> ownerOf(slot) == master)
                .toArray();
    }

    private static int ownerOf(int slot) {
        return slot * MASTERS / SlotHash.SLOT_COUNT;
    }

    @Override
    public void close() {
        client.shutdown();
        nodes.forEach(RedisProcess::close);
    }
}
