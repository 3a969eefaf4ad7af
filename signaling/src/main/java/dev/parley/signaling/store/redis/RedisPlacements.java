package dev.parley.signaling.store.redis;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.PlacementStore;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class RedisPlacements implements PlacementStore {
    private final Script place = Script.named("place", ScriptOutputType.MULTI);
    private final RedisLink link;

    RedisPlacements(RedisLink link) {
        this.link = link;
    }

    @Override
    public Optional<Placed> placement(RoomId room) {
        Map<String, String> kept = link.call(redis -> redis.hgetall(Keys.placement(room)));
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        placed(Objects.requireNonNull(kept.get("node")), Objects.requireNonNull(kept.get("epoch"))));
    }

    @Override
    public Placed place(RoomId room, NodeId node, long epoch) {
        String[] keys = {Keys.placement(room)};
        List<@Nullable Object> holds = link.call(redis ->
                place.list(redis, keys, node.value(), Long.toString(epoch), Integer.toString(Keys.TTL_SECONDS)));
        return placed((String) Objects.requireNonNull(holds.get(0)), (String) Objects.requireNonNull(holds.get(1)));
    }

    private static Placed placed(String node, String epoch) {
        return new Placed(new NodeId(node), Long.parseLong(epoch));
    }
}
