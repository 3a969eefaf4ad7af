package dev.parley.signaling.webhooks;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerKind;
import java.util.List;
import java.util.Optional;

/// Everyone who is told.
public record Endpoints(List<Endpoint> all) {
    public Endpoints {
        all = List.copyOf(all);
    }

    Optional<Endpoint> find(String id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /// What wakes a [Courier] for this room.
    public List<Timer> timers(RoomId room) {
        return all.stream()
                .map(it -> new Timer(room, TimerKind.WEBHOOK, it.id()))
                .toList();
    }
}
