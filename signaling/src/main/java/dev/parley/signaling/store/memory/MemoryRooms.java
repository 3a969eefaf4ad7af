package dev.parley.signaling.store.memory;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.Outgoings;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

final class MemoryRooms implements RoomStore {
    private final TreeMap<String, Kept> rooms = new TreeMap<>();
    private final Map<RoomId, List<Listener>> listeners = new HashMap<>();
    private final Outgoings outgoings;
    private final MemoryOutbox outbox;

    MemoryRooms(Outgoings outgoings, MemoryOutbox outbox) {
        this.outgoings = outgoings;
        this.outbox = outbox;
    }

    private static final class Kept {
        private RoomState state;
        private final List<Versioned> log = new ArrayList<>();
        private final Map<ParticipantId, MediaRef> media = new HashMap<>();

        private Kept(RoomState state) {
            this.state = state;
        }
    }

    @Override
    public synchronized RoomState load(RoomId room) {
        Kept kept = rooms.get(room.value());
        return kept == null ? RoomState.absent(room) : kept.state;
    }

    @Override
    public synchronized boolean append(RoomState before, List<RoomEvent> events, RoomState after) {
        RoomId room = before.id();
        long version = load(room).version();
        if (version != before.version()) {
            return false;
        }
        Kept kept = rooms.computeIfAbsent(room.value(), _ -> new Kept(before));
        kept.state = after;
        kept.media.keySet().retainAll(after.participants().keySet());
        for (RoomEvent event : events) {
            version++;
            keep(kept, new Versioned(version, event));
        }
        outbox.add(room, outgoings.of(before, events));
        return true;
    }

    @Override
    public synchronized boolean restore(RoomState copy) {
        if (load(copy.id()).version() >= copy.version()) {
            return false;
        }
        rooms.put(copy.id().value(), new Kept(copy));
        publish(copy.id(), new Notice.Restored());
        return true;
    }

    private void keep(Kept kept, Versioned versioned) {
        kept.log.add(versioned);
        listeners.getOrDefault(kept.state.id(), List.of()).forEach(it -> it.onEvent(versioned));
    }

    @Override
    public synchronized Optional<List<Versioned>> since(RoomId room, long version) {
        Kept kept = rooms.get(room.value());
        if (kept == null || version > kept.state.version()) {
            return Optional.empty();
        }
        List<Versioned> after =
                kept.log.stream().filter(it -> it.version() > version).toList();
        return version + after.size() == kept.state.version() ? Optional.of(after) : Optional.empty();
    }

    @Override
    public synchronized void publish(RoomId room, Notice notice) {
        outbox.add(room, outgoings.of(room, notice));
        listeners.getOrDefault(room, List.of()).forEach(it -> it.onNotice(notice));
    }

    @Override
    public synchronized Subscription subscribe(RoomId room, Listener listener) {
        List<Listener> all = listeners.computeIfAbsent(room, _ -> new CopyOnWriteArrayList<>());
        all.add(listener);
        return () -> all.remove(listener);
    }

    @Override
    public synchronized void putMedia(RoomId room, ParticipantId who, MediaRef media) {
        Kept kept = rooms.get(room.value());
        if (kept != null && kept.state.has(who)) {
            kept.media.put(who, media);
        }
    }

    @Override
    public synchronized Optional<MediaRef> media(RoomId room, ParticipantId who) {
        Kept kept = rooms.get(room.value());
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.media.get(who));
    }

    @Override
    public synchronized Map<ParticipantId, MediaRef> media(RoomId room) {
        Kept kept = rooms.get(room.value());
        return kept == null ? Map.of() : Map.copyOf(kept.media);
    }

    @Override
    public synchronized void carried(RoomId room, @Nullable NodeId from, Map<ParticipantId, MediaRef> media) {
        Kept kept = rooms.get(room.value());
        if (kept != null) {
            media.forEach((who, now) -> {
                MediaRef held = kept.media.get(who);
                boolean same = held == null
                        || (held.session().equals(now.session())
                                && (from == null || held.node().equals(from)));
                if (same && kept.state.has(who)) {
                    kept.media.put(who, now);
                }
            });
        }
    }

    @Override
    public void touch(RoomId room) {
        // Nothing expires here: this store lives as long as its process.
    }

    @Override
    public synchronized List<RoomId> list(String after, int limit) {
        return rooms.tailMap(after, false).values().stream()
                .filter(it -> !it.state.closed())
                .limit(limit)
                .map(it -> it.state.id())
                .toList();
    }
}
