package dev.parley.signaling.store.redis;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.OutboxStore;
import dev.parley.signaling.store.Outgoing;
import dev.parley.signaling.store.Outgoings;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.Versioned;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class RedisRooms implements RoomStore {
    private static final String TTL = Integer.toString(Keys.TTL_SECONDS);

    private final Script append = Script.named("append", ScriptOutputType.INTEGER);
    private final Script restore = Script.named("restore", ScriptOutputType.INTEGER);
    private final Script load = Script.named("load", ScriptOutputType.MULTI);
    private final Script since = Script.named("since", ScriptOutputType.MULTI);
    private final Script media = Script.named("media", ScriptOutputType.INTEGER);
    private final Script carried = Script.named("carried", ScriptOutputType.INTEGER);
    private final RedisLink link;
    private final RedisNews news;
    private final Outgoings outgoings;
    private final RedisOutbox outbox;

    RedisRooms(RedisLink link, Outgoings outgoings, RedisOutbox outbox) {
        this.link = link;
        this.outgoings = outgoings;
        this.outbox = outbox;
        this.news = new RedisNews(link);
    }

    @Override
    public RoomState load(RoomId room) {
        List<@Nullable Object> found =
                link.call(redis -> load.list(redis, new String[] {Keys.room(room), Keys.parts(room)}));
        if (!(found.get(0) instanceof String version)) {
            return RoomState.absent(room);
        }
        if (found.get(1) != null) {
            return RoomState.ended(room, Long.parseLong(version));
        }
        List<String> flat = strings(found.get(2));
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            fields.put(flat.get(i), flat.get(i + 1));
        }
        return RoomParts.room(room, Long.parseLong(version), fields);
    }

    @Override
    public boolean append(RoomState before, List<RoomEvent> events, RoomState after) {
        RoomId room = before.id();
        List<Outgoing> webhooks = outgoings.of(before, events);
        String[] keys = Stream.concat(
                        Arrays.stream(Keys.all(room)), webhooks.stream().map(it -> Keys.outbox(room, it.endpoint())))
                .toArray(String[]::new);
        List<String> arguments = arguments(before, events, after);
        webhooks.forEach(it -> arguments.addAll(RedisOutbox.fields(it)));
        long done = link.call(redis -> append.number(redis, keys, arguments.toArray(String[]::new)));
        if (done == 1 && !before.exists()) {
            link.call(redis -> redis.zadd(Keys.ROOMS, 0, room.value()));
        }
        if (done == 1 && after.closed()) {
            link.call(redis -> redis.zrem(Keys.ROOMS, room.value()));
        }
        return done == 1;
    }

    @Override
    public boolean restore(RoomState copy) {
        RoomId room = copy.id();
        List<String> arguments = new ArrayList<>(
                List.of(Long.toString(copy.version()), TTL, Keys.channel(room), RedisNews.line(new Notice.Restored())));
        RoomParts.between(RoomState.absent(room), copy)
                .puts()
                .forEach((field, text) -> arguments.addAll(List.of(field, text)));
        String[] all = arguments.toArray(String[]::new);
        if (link.call(redis -> restore.number(redis, Keys.all(room), all)) == 0) {
            return false;
        }
        link.call(redis -> redis.zadd(Keys.ROOMS, 0, room.value()));
        return true;
    }

    /// As the script wants them: numbers first, then puts, removals, participants who are gone, events.
    /// Webhooks follow.
    private static List<String> arguments(RoomState before, List<RoomEvent> events, RoomState after) {
        RoomParts.Difference difference = RoomParts.between(before, after);
        List<ParticipantId> gone = before.participants().keySet().stream()
                .filter(it -> !after.has(it))
                .toList();
        List<String> all = new ArrayList<>(List.of(
                Long.toString(before.version()),
                TTL,
                Keys.channel(before.id()),
                after.closed() ? "1" : "0",
                Integer.toString(Keys.LOG_EVENTS),
                Integer.toString(OutboxStore.LINE),
                Integer.toString(difference.puts().size()),
                Integer.toString(difference.removals().size()),
                Integer.toString(gone.size()),
                Integer.toString(events.size())));
        difference.puts().forEach((field, text) -> all.addAll(List.of(field, text)));
        all.addAll(difference.removals());
        gone.forEach(it -> all.add(it.value()));
        events.forEach(it -> all.add(Stored.text(it)));
        return all;
    }

    @Override
    public Optional<List<Versioned>> since(RoomId room, long version) {
        List<@Nullable Object> found = link.call(
                redis -> since.list(redis, new String[] {Keys.room(room), Keys.events(room)}, Long.toString(version)));
        if (!(found.get(0) instanceof String now) || Long.parseLong(now) < version) {
            return Optional.empty();
        }
        List<Versioned> events = new ArrayList<>();
        for (Object entry : (List<?>) found.get(1)) {
            List<?> pair = (List<?>) entry;
            String name = (String) pair.get(0);
            String event = strings(pair.get(1)).get(1);
            long at = Long.parseLong(name.substring(0, name.indexOf('-')));
            events.add(new Versioned(at, Stored.read(event, RoomEvent.class)));
        }
        return version + events.size() == Long.parseLong(now) ? Optional.of(events) : Optional.empty();
    }

    @Override
    public void publish(RoomId room, Notice notice) {
        outbox.add(room, outgoings.of(room, notice));
        link.call(redis -> redis.publish(Keys.channel(room), RedisNews.line(notice)));
    }

    @Override
    public Subscription subscribe(RoomId room, Listener listener) {
        return news.subscribe(room, listener);
    }

    @Override
    public void putMedia(RoomId room, ParticipantId who, MediaRef ref) {
        String[] keys = {Keys.parts(room), Keys.media(room)};
        link.call(redis -> media.number(redis, keys, RoomParts.field(who), who.value(), Stored.text(ref), TTL));
    }

    @Override
    public Optional<MediaRef> media(RoomId room, ParticipantId who) {
        return Optional.ofNullable(link.<@Nullable String>call(redis -> redis.hget(Keys.media(room), who.value())))
                .map(it -> Stored.read(it, MediaRef.class));
    }

    @Override
    public Map<ParticipantId, MediaRef> media(RoomId room) {
        Map<ParticipantId, MediaRef> found = new HashMap<>();
        link.call(redis -> redis.hgetall(Keys.media(room)))
                .forEach((who, text) -> found.put(new ParticipantId(who), Stored.read(text, MediaRef.class)));
        return found;
    }

    @Override
    public void carried(RoomId room, @Nullable NodeId from, Map<ParticipantId, MediaRef> refs) {
        String[] keys = {Keys.parts(room), Keys.media(room)};
        List<String> arguments = new ArrayList<>(List.of(from == null ? "" : from.value(), TTL));
        refs.forEach((who, ref) -> arguments.addAll(
                List.of(RoomParts.field(who), who.value(), ref.session().value(), Stored.text(ref))));
        link.call(redis -> carried.number(redis, keys, arguments.toArray(String[]::new)));
    }

    @Override
    public void touch(RoomId room) {
        for (String key : Keys.all(room)) {
            link.call(redis -> redis.expire(key, Keys.TTL_SECONDS));
        }
    }

    @Override
    public List<RoomId> list(String after, int limit) {
        Range<String> range = Range.from(
                after.isEmpty() ? Range.Boundary.unbounded() : Range.Boundary.excluding(after),
                Range.Boundary.unbounded());
        List<RoomId> listed = link.call(redis -> redis.zrangebylex(Keys.ROOMS, range, Limit.from(limit))).stream()
                .map(RoomId::new)
                .toList();
        listed.forEach(this::forgetIfGone);
        return listed;
    }

    /// A room that ran out of its hour leaves its id behind; whoever lists it cleans up.
    private void forgetIfGone(RoomId room) {
        if (link.call(redis -> redis.exists(Keys.room(room))) == 0) {
            link.call(redis -> redis.zrem(Keys.ROOMS, room.value()));
        }
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> found
                ? found.stream().map(String.class::cast).toList()
                : List.of();
    }
}
