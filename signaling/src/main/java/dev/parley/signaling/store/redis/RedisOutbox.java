package dev.parley.signaling.store.redis;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.OutboxStore;
import dev.parley.signaling.store.Outgoing;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class RedisOutbox implements OutboxStore {
    /// As many as one caller gets through before its time is up.
    private static final String FRONT = "50";

    private static final String TTL = Integer.toString(Keys.TTL_SECONDS);

    private final Script offer = Script.named("offer", ScriptOutputType.INTEGER);
    private final Script take = Script.named("take", ScriptOutputType.MULTI);
    private final Script delivered = Script.named("delivered", ScriptOutputType.INTEGER);
    private final RedisLink link;

    RedisOutbox(RedisLink link) {
        this.link = link;
    }

    /// What goes with no change of the room.
    void add(RoomId room, List<Outgoing> webhooks) {
        for (Outgoing webhook : webhooks) {
            List<String> arguments = new ArrayList<>(List.of(Integer.toString(LINE), TTL));
            arguments.addAll(fields(webhook));
            link.call(redis -> offer.number(
                    redis, new String[] {Keys.outbox(room, webhook.endpoint())}, arguments.toArray(String[]::new)));
        }
    }

    /// As the scripts want it: id, at, body.
    static List<String> fields(Outgoing webhook) {
        return List.of(webhook.id(), Long.toString(webhook.at().toEpochMilli()), webhook.body());
    }

    @Override
    public Front take(RoomId room, String endpoint, Instant now, Instant until) {
        List<@Nullable Object> found = link.call(
                redis -> take.list(redis, keys(room, endpoint), endpoint, millis(now), millis(until), FRONT, TTL));
        String kind = (String) Objects.requireNonNull(found.getFirst());
        return switch (kind) {
            case "empty" -> new Front.Empty();
            case "later" -> new Front.Later(instant(found.get(1)));
            default -> taken(endpoint, found);
        };
    }

    private static Front taken(String endpoint, List<@Nullable Object> found) {
        List<Place> places = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(found.get(2))) {
            List<?> pair = (List<?>) entry;
            List<?> fields = (List<?>) pair.get(1);
            var webhook =
                    new Outgoing(endpoint, (String) fields.get(1), instant(fields.get(3)), (String) fields.get(5));
            places.add(new Place((String) pair.get(0), webhook));
        }
        return new Front.Taken(places, Integer.parseInt((String) Objects.requireNonNull(found.get(1))));
    }

    @Override
    public boolean settle(RoomId room, String endpoint, Instant until, Progress progress) {
        List<String> arguments = new ArrayList<>(
                List.of(endpoint, millis(until), Integer.toString(progress.failures()), millis(progress.next()), TTL));
        arguments.addAll(progress.done());
        return link.call(redis -> delivered.number(redis, keys(room, endpoint), arguments.toArray(String[]::new))) == 1;
    }

    @Override
    public boolean isEmpty(RoomId room, String endpoint) {
        return link.call(redis -> redis.exists(Keys.outbox(room, endpoint))) == 0;
    }

    private static String[] keys(RoomId room, String endpoint) {
        return new String[] {Keys.outbox(room, endpoint), Keys.deliveries(room)};
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    private static Instant instant(@Nullable Object millis) {
        return Instant.ofEpochMilli(Long.parseLong((String) Objects.requireNonNull(millis)));
    }
}
