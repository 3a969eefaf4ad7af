package dev.parley.signaling.meeting;

import dev.parley.signaling.live.Closing;
import dev.parley.signaling.live.Connection;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.rooms.Refusal;
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
    private final Most most;
    private final Set<Conversation> all = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean closing;

    /// How many sockets there may be.
    /// - `sockets`: of this instance. Below what its HTTP server takes, so that health is still told.
    /// - `strangers`: from one address, of those that have not joined. Those who join do so within a moment, so
    ///   a crowd behind one address passes, and whoever only holds sockets open does not.
    public record Most(int sockets, int strangers) {
        public static final Most STANDARD = new Most(8_000, 500);
    }

    public Conversations(Desk desk, Stores stores, Duration grace, Most most) {
        this.most = most;
        this.desk = desk;
        this.stores = stores;
        this.grace = grace;
    }

    public Conversation open(Connection connection, String address) {
        var conversation = new Conversation(desk, connection, address);
        all.add(conversation);
        if (closing) {
            conversation.restart();
        } else if (all.size() > most.sockets()) {
            var no = new Outcome.No(Refusal.SERVER_FULL, all.size() + " sockets", "at most " + most.sockets());
            conversation.turnAway(Closing.FULL, no);
        } else {
            long strangers = strangers(address);
            if (strangers > most.strangers()) {
                conversation.turnAway(
                        Closing.POLICY,
                        new Outcome.No(
                                Refusal.TOO_MANY_STRANGERS, strangers + " sockets", "at most " + most.strangers()));
            }
        }
        return conversation;
    }

    private long strangers(String address) {
        return all.stream()
                .filter(it -> it.isStranger() && it.address().equals(address))
                .count();
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
        // One that waits for a node holds up nobody else.
        all.forEach(it -> Thread.startVirtualThread(it::restart));
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
