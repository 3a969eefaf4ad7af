package dev.parley.signaling.meeting;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.live.Connection;
import dev.parley.signaling.live.LiveRoom;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.live.Welcome;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.PlacementStore.Placed;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.webhooks.Endpoints;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The one place where a decision has effects: it is kept, then the node and the leases follow.
public final class RoomService {
    /// The webhooks of a change are looked for at once; this late if the instance dies right after the change.
    private static final Duration AFTER_A_DEATH = Duration.ofSeconds(5);

    private final Rooms rooms;
    private static final Logger LOG = System.getLogger(RoomService.class.getName());

    private final Stores stores;
    private final Nodes nodes;
    private final Shell shell;

    /// What every decision's effects need from outside.
    public record Shell(InstantSource clock, Deadlines deadlines, SignalingMeters meters, Endpoints endpoints) {}

    public RoomService(Rooms rooms, Stores stores, Nodes nodes, Shell shell) {
        this.rooms = rooms;
        this.stores = stores;
        this.nodes = nodes;
        this.shell = shell;
    }

    public RoomState state(RoomId room) {
        return rooms.findOrLoad(room).state();
    }

    public Outcome ask(RoomId room, Actor actor, RoomAsk ask) {
        return ask(room, actor, ask, LiveRoom.Before.NOTHING);
    }

    /// Someone without a socket of ours: a WHIP publisher or a WHEP viewer.
    public Outcome joinWithoutSocket(RoomId room, RoomAsk.Join ask) {
        Outcome outcome = ask(room, new Actor.Server(), ask);
        if (outcome instanceof Outcome.Done) {
            shell.meters().joined(ask.arrival().pass().role().word());
        }
        return outcome;
    }

    Outcome join(LiveRoom live, RoomAsk.Join ask, Connection connection, Welcome welcome) {
        RoomId room = live.state().id();
        Outcome outcome = live.join(ask, connection, arming(room, LiveRoom.Before.NOTHING), welcome);
        if (outcome instanceof Outcome.Done done) {
            shell.meters().joined(ask.arrival().pass().role().word());
            follow(done);
        }
        return outcome;
    }

    /// The socket is gone: the grace time begins, unless another socket has taken over.
    void disconnected(RoomId room, ParticipantId who, Connection connection) {
        ask(room, new Actor.Server(), new RoomAsk.Disconnect(who, connection.id()));
    }

    Outcome ask(RoomId room, Actor actor, RoomAsk ask, LiveRoom.Before before) {
        Outcome outcome = rooms.findOrLoad(room).ask(actor, ask, arming(room, before));
        if (outcome instanceof Outcome.Done done) {
            follow(done);
        }
        return outcome;
    }

    /// Timers are there before what they end, and moved on before somebody returns.
    private LiveRoom.Before arming(RoomId room, LiveRoom.Before before) {
        return events -> {
            shell.deadlines()
                    .after(room, events, shell.clock().instant())
                    .forEach(it -> stores.timers().arm(it.timer(), it.at()));
            wakeCourier(room, AFTER_A_DEATH);
            return before.append(events);
        };
    }

    private void wakeCourier(RoomId room, Duration in) {
        List<Timer> wakes = shell.endpoints().timers(room);
        if (!wakes.isEmpty()) {
            stores.timers().arm(wakes, shell.clock().instant().plus(in));
        }
    }

    /// By what holds now, and not by what held when it was decided: of two who change the same thing, the one
    /// who comes last to the node must not be the one who was first.
    private void order(NodeId node, Outcome.Done done) {
        rooms.findOrLoad(done.after().id())
                .order(now -> NodeOrders.after(done.events(), now).forEach(order -> nodes.send(node, order)));
    }

    /// What is decided must hold at the node as well, should the store fail at that very moment: then it is
    /// where the sessions of those are who sit here.
    private Optional<NodeId> node(RoomId room) {
        try {
            return stores.placements().placement(room).map(Placed::node);
        } catch (StoreUnavailable _) {
            return rooms.findOrLoad(room).seats().values().stream()
                    .flatMap(seat -> seat.media().stream())
                    .map(MediaRef::node)
                    .findFirst();
        }
    }

    /// It is kept, whatever becomes of the rest: the courier's earlier timer and the review of placements
    /// make up for that.
    private void follow(Outcome.Done done) {
        RoomId room = done.after().id();
        if (!NodeOrders.after(done.events(), done.after()).isEmpty()) {
            node(room).ifPresent(it -> order(it, done));
        }
        try {
            wakeCourier(room, Duration.ZERO);
            tidyUp(room, done);
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: the store failed behind a change that it has kept: {1}", room, e.getCause());
        }
    }

    private void tidyUp(RoomId room, Outcome.Done done) {
        for (RoomEvent event : done.events()) {
            if (event instanceof RoomEvent.Left(var _, var reason, var _)) {
                shell.meters().left(reason.word());
            }
            if (event instanceof RoomEvent.Closed) {
                stores.placements().release(room);
            }
        }
        List<Timer> over = done.before()
                .everyone()
                .filter(it -> done.after().anyone(it.id()).isEmpty())
                .map(it -> Timer.presence(room, it.id()))
                .toList();
        if (!over.isEmpty()) {
            stores.timers().disarm(over);
        }
    }
}
