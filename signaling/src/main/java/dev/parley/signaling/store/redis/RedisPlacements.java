package dev.parley.signaling.store.redis;

import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.PlacementStore;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class RedisPlacements implements PlacementStore {
    private static final String[] KEYS = {Keys.PLACED_ROOMS, Keys.PLACED_COUNTS, Keys.PLACED_REVIEWS, Keys.PLACED_EPOCH
    };

    private final Script place = Script.named("place", ScriptOutputType.MULTI);
    private final Script moved = Script.named("moved", ScriptOutputType.MULTI);
    private final Script unplace = Script.named("unplace", ScriptOutputType.INTEGER);
    private final Script claim = Script.named("claim", ScriptOutputType.MULTI);
    private final RedisLink link;

    RedisPlacements(RedisLink link) {
        this.link = link;
    }

    @Override
    public Optional<Placed> placement(RoomId room) {
        return Optional.ofNullable(link.<@Nullable String>call(redis -> redis.hget(Keys.PLACED_ROOMS, room.value())))
                .map(RedisPlacements::placed);
    }

    @Override
    public Optional<Holds> place(RoomId room, List<NodeId> ranked, long epoch, Instant review) {
        List<String> arguments = new ArrayList<>(List.of(
                room.value(), Long.toString(epoch), milliseconds(review), Double.toString(Placement.LOAD_FACTOR)));
        ranked.forEach(node -> arguments.add(node.value()));
        List<@Nullable Object> holds = link.call(redis -> place.list(redis, KEYS, arguments.toArray(String[]::new)));
        return holds.isEmpty() ? Optional.empty() : Optional.of(holds(holds));
    }

    @Override
    public Holds moved(RoomId room, NodeId from, NodeId to, Instant review) {
        return holds(link.call(
                redis -> moved.list(redis, KEYS, room.value(), from.value(), to.value(), milliseconds(review))));
    }

    private static Holds holds(List<@Nullable Object> answer) {
        return new Holds(placed((String) Objects.requireNonNull(answer.get(0))), Objects.equals(answer.get(1), 1L));
    }

    @Override
    public boolean release(RoomId room) {
        return link.call(redis -> unplace.number(redis, KEYS, room.value())) == 1;
    }

    @Override
    public List<RoomId> claimReviews(Instant now, Instant next, int limit) {
        String[] keys = {Keys.PLACED_REVIEWS};
        List<@Nullable Object> due = link.call(
                redis -> claim.list(redis, keys, milliseconds(now), milliseconds(next), Integer.toString(limit)));
        return due.stream()
                .map(it -> new RoomId((String) Objects.requireNonNull(it)))
                .toList();
    }

    @Override
    public boolean releaseUnasked(RoomId room, Instant next) {
        return link.call(redis -> unplace.number(redis, KEYS, room.value(), milliseconds(next))) == 1;
    }

    @Override
    public Map<NodeId, Long> counts() {
        return link.call(redis -> redis.hgetall(Keys.PLACED_COUNTS)).entrySet().stream()
                .collect(Collectors.toMap(it -> new NodeId(it.getKey()), it -> Long.parseLong(it.getValue())));
    }

    /// As the script writes it: epoch, a space, node.
    private static Placed placed(String text) {
        int space = text.indexOf(' ');
        return new Placed(new NodeId(text.substring(space + 1)), Long.parseLong(text.substring(0, space)));
    }

    private static String milliseconds(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
