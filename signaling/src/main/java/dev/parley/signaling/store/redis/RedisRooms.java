package dev.parley.signaling.store.redis;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.Versioned;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.RoomStore;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class RedisRooms implements RoomStore {
    private static final String TTL = Integer.toString(Keys.TTL_SECONDS);

    private final Script append = Script.named("append", ScriptOutputType.INTEGER);
    private final Script load = Script.named("load", ScriptOutputType.MULTI);
    private final Script since = Script.named("since", ScriptOutputType.MULTI);
    private final Script media = Script.named("media", ScriptOutputType.INTEGER);
    private final RedisLink link;
    private final RedisNews news;

    RedisRooms(RedisLink link) {
        this.link = link;
        this.news = new RedisNews(link);
    }

    /// What a room is apart from its version and its people.
    private record Meta(@Nullable String name, Instant createdAt) {}

    @Override
    public RoomState load(RoomId room) {
        List<@Nullable Object> found =
                link.call(redis -> load.list(redis, new String[] {Keys.room(room), Keys.participants(room)}));
        Object version = found.get(0);
        Object meta = found.get(1);
        if (version == null || meta == null) {
            return RoomState.absent(room);
        }
        Meta kept = Stored.read((String) meta, Meta.class);
        List<Participant> everyone = strings(found.get(2)).stream()
                .map(it -> Stored.read(it, Participant.class))
                .toList();
        return RoomState.of(room, kept.name(), kept.createdAt(), Long.parseLong((String) version), everyone);
    }

    @Override
    public boolean append(RoomState before, List<RoomEvent> events, RoomState after) {
        RoomId room = before.id();
        String[] arguments = new Change(before, events, after).arguments();
        long done = link.call(redis -> append.number(redis, Keys.all(room), arguments));
        if (done == 1 && before.version() == 0) {
            link.call(redis -> redis.zadd(Keys.ROOMS, 0, room.value()));
        }
        if (done == 1 && after.closed()) {
            link.call(redis -> redis.zrem(Keys.ROOMS, room.value()));
        }
        return done == 1;
    }

    /// The difference between two versions of a room, as the script wants it.
    private record Change(RoomState before, List<RoomEvent> events, RoomState after) {
        String[] arguments() {
            List<Participant> puts = after.participants().values().stream()
                    .filter(it -> !it.equals(before.participants().get(it.id())))
                    .toList();
            List<ParticipantId> removals = before.participants().keySet().stream()
                    .filter(it -> !after.has(it))
                    .toList();
            List<String> messages = events.stream()
                    .filter(RoomEvent.Chatted.class::isInstance)
                    .map(it -> Stored.text(((RoomEvent.Chatted) it).message()))
                    .toList();
            List<String> all = new ArrayList<>(List.of(
                    Long.toString(before.version()),
                    Stored.text(new Meta(after.name(), after.createdAt())),
                    TTL,
                    Keys.channel(before.id()),
                    after.closed() ? "1" : "0",
                    Integer.toString(Keys.LOG_EVENTS),
                    Integer.toString(RoomLimits.CHAT_HISTORY)));
            List.of(puts, removals, events, messages).forEach(list -> all.add(Integer.toString(list.size())));
            puts.forEach(it -> all.addAll(List.of(it.id().value(), Stored.text(it))));
            removals.forEach(it -> all.add(it.value()));
            events.forEach(it -> all.add(Stored.text(it)));
            all.addAll(messages);
            return all.toArray(String[]::new);
        }
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
    public List<ChatMessage> chat(RoomId room) {
        return link.call(redis -> redis.lrange(Keys.chat(room), 0, -1)).stream()
                .map(it -> Stored.read(it, ChatMessage.class))
                .toList();
    }

    @Override
    public void publish(RoomId room, Notice notice) {
        link.call(redis -> redis.publish(Keys.channel(room), RedisNews.line(notice)));
    }

    @Override
    public Subscription subscribe(RoomId room, Listener listener) {
        return news.subscribe(room, listener);
    }

    @Override
    public void putMedia(RoomId room, ParticipantId who, MediaRef ref) {
        String[] keys = {Keys.participants(room), Keys.media(room)};
        link.call(redis -> media.number(redis, keys, who.value(), Stored.text(ref), TTL));
    }

    @Override
    public Optional<MediaRef> media(RoomId room, ParticipantId who) {
        return Optional.ofNullable(link.<@Nullable String>call(redis -> redis.hget(Keys.media(room), who.value())))
                .map(it -> Stored.read(it, MediaRef.class));
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
