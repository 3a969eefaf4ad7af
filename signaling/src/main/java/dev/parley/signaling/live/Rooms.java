package dev.parley.signaling.live;

import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.RoomStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The rooms that have sockets at this instance. Each is followed from its first socket to its last.
public final class Rooms {
    private record Open(LiveRoom room, int users) {}

    private final Tools tools;
    private final ConcurrentHashMap<RoomId, Open> open = new ConcurrentHashMap<>();

    /// What all rooms share.
    public record Tools(RoomStore store, Refill refill, RoomRules rules, Executor threads) {}

    public Rooms(Tools tools) {
        this.tools = tools;
    }

    /// Every call is matched by one [#release].
    public LiveRoom acquire(RoomId id) {
        LiveRoom room = count(id, 1).room();
        try {
            room.follow();
        } catch (RuntimeException e) {
            release(id);
            throw e;
        }
        return room;
    }

    public void release(RoomId id) {
        var last = new AtomicReference<@Nullable LiveRoom>();
        open.computeIfPresent(id, (_, it) -> {
            last.set(it.users() > 1 ? null : it.room());
            return it.users() > 1 ? new Open(it.room(), it.users() - 1) : null;
        });
        LiveRoom unused = last.get();
        if (unused != null) {
            unused.unfollow();
        }
    }

    public Optional<LiveRoom> find(RoomId id) {
        return Optional.ofNullable(open.get(id)).map(Open::room);
    }

    /// The copy this instance follows, or one for this occasion only.
    public LiveRoom findOrLoad(RoomId id) {
        return find(id).orElseGet(() -> new LiveRoom(id, tools));
    }

    /// To be called twice a second or so.
    public void tick() {
        open.values().forEach(it -> it.room().tick());
    }

    public List<LiveRoom> all() {
        var rooms = new ArrayList<LiveRoom>();
        open.values().forEach(it -> rooms.add(it.room()));
        return rooms;
    }

    public List<RoomId> ids() {
        return List.copyOf(open.keySet());
    }

    public int count() {
        return open.size();
    }

    private Open count(RoomId id, int more) {
        return open.compute(
                id,
                (_, it) ->
                        it == null ? new Open(new LiveRoom(id, tools), more) : new Open(it.room(), it.users() + more));
    }
}
