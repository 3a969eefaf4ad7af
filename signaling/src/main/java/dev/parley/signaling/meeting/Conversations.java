package dev.parley.signaling.meeting;

import dev.parley.signaling.live.Connection;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// All sockets of this instance. [#tick] keeps their participants' leases alive: it must come several times
/// within the grace time.
public final class Conversations {
    private final Desk desk;
    private final Stores stores;
    private final Duration grace;
    private final Set<Conversation> all = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean closing;

    public Conversations(Desk desk, Stores stores, Duration grace) {
        this.desk = desk;
        this.stores = stores;
        this.grace = grace;
    }

    public Conversation open(Connection connection, String address) {
        var conversation = new Conversation(desk, connection, address);
        all.add(conversation);
        if (closing) {
            conversation.restart();
        }
        return conversation;
    }

    public void closed(Conversation conversation) {
        conversation.onClosed();
        all.remove(conversation);
        if (closing && all.isEmpty()) {
            empty.complete(null);
        }
    }

    public void tick() {
        Instant now = desk.clock().instant();
        all.forEach(it -> it.tick(now));
        List<Timer> presences = all.stream()
                .flatMap(it -> it.place().stream())
                .map(it -> Timer.presence(it.room(), it.who()))
                .toList();
        stores.timers().arm(presences, now.plus(grace));
    }

    /// Rooms with a socket here live on; called well within the hour that a room is kept.
    public void touchRooms() {
        desk.rooms().ids().forEach(stores.rooms()::touch);
    }

    /// Everyone is asked to come back, which leads them to another instance; whoever comes here is sent on.
    /// Completes when the last one has gone.
    public CompletableFuture<Void> restart() {
        closing = true;
        all.forEach(Conversation::restart);
        if (all.isEmpty()) {
            empty.complete(null);
        }
        return empty;
    }

    public boolean isClosing() {
        return closing;
    }

    public int count() {
        return all.size();
    }
}
