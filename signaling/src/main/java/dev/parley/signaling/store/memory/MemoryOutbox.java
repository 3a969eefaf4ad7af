package dev.parley.signaling.store.memory;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.OutboxStore;
import dev.parley.signaling.store.Outgoing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class MemoryOutbox implements OutboxStore {
    private static final int FRONT = 50;

    private final Map<Name, Line> lines = new HashMap<>();
    private long positions;

    private record Name(RoomId room, String endpoint) {}

    private static final class Line {
        private final TreeMap<Long, Outgoing> webhooks = new TreeMap<>();
        private Instant next = Instant.EPOCH;
        private int failures;
    }

    synchronized void add(RoomId room, List<Outgoing> webhooks) {
        for (Outgoing webhook : webhooks) {
            Line line = lines.computeIfAbsent(new Name(room, webhook.endpoint()), _ -> new Line());
            line.webhooks.put(++positions, webhook);
            if (line.webhooks.size() > LINE) {
                line.webhooks.pollFirstEntry();
            }
        }
    }

    @Override
    public synchronized Front take(RoomId room, String endpoint, Instant now, Instant until) {
        Line line = lines.get(new Name(room, endpoint));
        if (line == null) {
            return new Front.Empty();
        }
        if (line.next.isAfter(now)) {
            return new Front.Later(line.next);
        }
        line.next = until;
        List<Place> places = line.webhooks.entrySet().stream()
                .limit(FRONT)
                .map(it -> new Place(it.getKey().toString(), it.getValue()))
                .toList();
        return new Front.Taken(places, line.failures);
    }

    @Override
    public synchronized boolean settle(RoomId room, String endpoint, Instant until, Progress progress) {
        var name = new Name(room, endpoint);
        Line line = lines.get(name);
        if (line == null || !line.next.equals(until)) {
            return false;
        }
        progress.done().forEach(it -> line.webhooks.remove(Long.valueOf(it)));
        line.next = progress.next();
        line.failures = progress.failures();
        if (line.webhooks.isEmpty()) {
            lines.remove(name);
        }
        return true;
    }

    @Override
    public synchronized boolean isEmpty(RoomId room, String endpoint) {
        return !lines.containsKey(new Name(room, endpoint));
    }
}
