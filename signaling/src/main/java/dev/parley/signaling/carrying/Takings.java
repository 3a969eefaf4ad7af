package dev.parley.signaling.carrying;

import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.live.LiveRoom;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.meeting.NodeOrders;
import dev.parley.signaling.meeting.Patience;
import dev.parley.signaling.meeting.PlacementSweep;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.PlacementStore.Holds;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What follows when a node has taken sessions of a room: the room is placed there, its people's media is
/// known to be there, what holds for them is ordered there, and whoever was left behind is told. Every
/// instance hears of it; the first one changes the store, all of them what their sockets need.
public final class Takings {
    /// Looks, one with each tick, at a room that the store has elsewhere than where it was taken from: what
    /// it was taken by in between may be heard a little later.
    private static final int LOOKS = 8;
    /// Beyond this many that wait for the store, the oldest is forgotten: their clients open sessions anew.
    private static final int WAITING = 10_000;
    /// Rooms are taken side by side, one room's takings one after the other.
    private static final int LOCKS = 64;

    private static final Logger LOG = System.getLogger(Takings.class.getName());

    private final Rooms rooms;
    private final Stores stores;
    private final Supplier<Nodes> nodes;
    private final Shell shell;
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();
    private final ConcurrentLinkedQueue<Taking> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waits = new AtomicInteger();

    public record Shell(
            InstantSource clock, Executor threads, SignalingMeters meters, Patience patience, Stragglers stragglers) {}

    public Takings(Rooms rooms, Stores stores, Supplier<Nodes> nodes, Shell shell) {
        this.rooms = rooms;
        this.stores = stores;
        this.nodes = nodes;
        this.shell = shell;
    }

    void onTaken(NodeId node, NodeEvent.RoomTaken event) {
        String instance = nodes.get().find(node).flatMap(NodeLink::instance).orElse(null);
        var taking = Taking.of(new Taking.Place(node, instance), event);
        shell.threads().execute(() -> take(taking));
    }

    /// Tries again what the store could not be told.
    public void tick() {
        var due = new ArrayList<Taking>();
        for (Taking it = waiting.poll(); it != null; it = waiting.poll()) {
            due.add(it);
        }
        waits.addAndGet(-due.size());
        due.forEach(this::take);
    }

    private void take(Taking taking) {
        ReentrantLock lock = locks.get(Math.floorMod(taking.room().hashCode(), LOCKS));
        lock.lock();
        try {
            atSockets(taking); // what they ask next goes where their media is, whatever the store does
            if (isOver(taking)) {
                over(taking);
                return;
            }
            if (inStore(taking)) {
                atSockets(taking); // once more, for those who read the store meanwhile
                leftBehind(taking);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: the store will be told later: {1}", taking.room(), e.getCause());
            leftBehind(taking);
            again(taking);
        } finally {
            lock.unlock();
        }
        if (taking.reason() == TakeReason.MOVED) {
            shell.patience().news(taking.room());
        } else {
            shell.patience().taken(taking.room(), taking.event().from());
        }
    }

    /// False when it is not clear yet what this follows on.
    private boolean inStore(Taking taking) {
        NodeId to = taking.to().node();
        Instant review = shell.clock().instant().plus(PlacementSweep.REVIEW);
        Holds holds = stores.placements().moved(taking.room(), taking.event().from(), to, review);
        if (!holds.placed().node().equals(to)) {
            if (taking.looks() < LOOKS) {
                again(taking.later());
                return false;
            }
            if (!isCurrent(taking, stores.rooms().media(taking.room()))) {
                over(taking);
                return false;
            }
            holds = stores.placements().moved(taking.room(), holds.placed().node(), to, review);
            kept(taking.fromAnywhere(), holds);
            return true;
        }
        kept(taking, holds);
        return true;
    }

    /// Whether all that is known of its people is that they have other sessions now: a node that was out of
    /// reach says again what it took before, and its room may have been everywhere since.
    private boolean isOver(Taking taking) {
        Map<ParticipantId, MediaRef> media = stores.rooms().media(taking.room());
        return taking.media().keySet().stream().anyMatch(media::containsKey) && !isCurrent(taking, media);
    }

    private void over(Taking taking) {
        shell.meters().takingOver();
        LOG.log(
                Level.INFO,
                "{0}: {1} has taken sessions from {2} that are over",
                taking.room(),
                taking.to().node(),
                taking.event().from());
    }

    /// Whether somebody in the room still has a session that was taken.
    private static boolean isCurrent(Taking taking, Map<ParticipantId, MediaRef> media) {
        return media.entrySet().stream()
                .anyMatch(it -> taking.has(it.getKey(), it.getValue().session()));
    }

    private void kept(Taking taking, Holds holds) {
        stores.rooms().carried(taking.room(), taking.from(), taking.media());
        if (holds.decided()) {
            stores.rooms().publish(taking.room(), taking.notice());
            decided(taking, holds);
        } else {
            orderForSeats(taking);
        }
        if (taking.reason() == TakeReason.MOVED) {
            shell.stragglers()
                    .lookLater(taking.room(), taking.event().from(), taking.to().node());
        }
    }

    /// All that holds is said once more: what was ordered on the way went to a node that had them no
    /// longer. The room is read after it was placed, so whatever is decided later finds the new place.
    private void decided(Taking taking, Holds holds) {
        RoomState room = stores.rooms().load(taking.room());
        taking.media().keySet().forEach(who -> order(taking, room, who));
        String reason = taking.reason().name().toLowerCase(Locale.ROOT);
        shell.meters().taken(reason, taking.event().sessions().size());
        LOG.log(
                Level.INFO,
                "{0}: {1} sessions went from {2} to {3} ({4}), epoch {5}",
                taking.room(),
                taking.event().sessions().size(),
                taking.event().from(),
                taking.to().node(),
                reason,
                Long.toString(holds.placed().epoch()));
    }

    private void orderForSeats(Taking taking) {
        rooms.find(taking.room())
                .ifPresent(live -> live.order(room -> taking.media().keySet().stream()
                        .filter(live.seats()::containsKey)
                        .forEach(who -> order(taking, room, who))));
    }

    private void order(Taking taking, RoomState room, ParticipantId who) {
        room.participant(who)
                .ifPresent(it -> NodeOrders.standing(room.id(), it)
                        .forEach(order -> nodes.get().send(taking.to().node(), order)));
    }

    private void atSockets(Taking taking) {
        rooms.find(taking.room()).ifPresent(it -> it.carry(taking.notice()));
    }

    /// Whoever was at a dead node and is not among the taken has no session any more. After a move they are
    /// where they were, and are carried later.
    private void leftBehind(Taking taking) {
        if (taking.reason() != TakeReason.MOVED) {
            rooms.find(taking.room()).ifPresent(live -> leftBehind(taking, live));
        }
    }

    private void leftBehind(Taking taking, LiveRoom live) {
        live.seats()
                .forEach((who, seat) -> seat.media()
                        .filter(it -> it.node().equals(taking.event().from()) && !taking.has(who, it.session()))
                        .filter(it -> taking.reason() == TakeReason.SILENT || !isBackAt(it))
                        .ifPresent(it -> seat.mediaClosed(it, "node-lost")));
    }

    /// At the process that runs there now: it was opened after the death.
    private boolean isBackAt(MediaRef media) {
        return nodes.get()
                .find(media.node())
                .filter(NodeLink::isUp)
                .flatMap(NodeLink::instance)
                .filter(it -> it.equals(media.instance()))
                .isPresent();
    }

    private void again(Taking taking) {
        waiting.add(taking);
        if (waits.incrementAndGet() > WAITING && waiting.poll() != null) {
            waits.decrementAndGet();
        }
    }
}
