package dev.parley.signaling.meeting;

import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.live.Connection;
import dev.parley.signaling.live.LiveRoom;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The one place where a decision has effects: it is kept, then the node and the leases follow.
public final class RoomService {
    private final Rooms rooms;
    private final Stores stores;
    private final Nodes nodes;
    private final Shell shell;

    /// What every decision's effects need from outside. `grace`: how long a participant stays after its last
    /// sign of life.
    public record Shell(InstantSource clock, Duration grace, SignalingMeters meters) {}

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
        Outcome outcome = ask(room, new Actor.Server(), ask, events -> armLease(room, events));
        if (outcome instanceof Outcome.Done) {
            shell.meters().joined(ask.arrival().pass().role().word());
        }
        return outcome;
    }

    Outcome join(LiveRoom live, RoomAsk.Join ask, Connection connection, LiveRoom.Welcome welcome) {
        RoomId room = live.state().id();
        Outcome outcome = live.join(ask, connection, events -> armLease(room, events), welcome);
        if (outcome instanceof Outcome.Done done) {
            shell.meters().joined(ask.arrival().pass().role().word());
            follow(done);
        }
        return outcome;
    }

    /// The socket is gone: the grace time begins, unless another socket has taken over.
    void disconnected(RoomId room, ParticipantId who, Connection connection) {
        var ask = new RoomAsk.Disconnect(who, connection.id());
        ask(room, new Actor.Server(), ask, _ -> {
            stores.timers()
                    .arm(Timer.presence(room, who), shell.clock().instant().plus(shell.grace()));
            return true;
        });
    }

    Outcome ask(RoomId room, Actor actor, RoomAsk ask, LiveRoom.Before before) {
        Outcome outcome = rooms.findOrLoad(room).ask(actor, ask, before);
        if (outcome instanceof Outcome.Done done) {
            follow(done);
        }
        return outcome;
    }

    /// The lease is there before the participant is, and moved on before a taken-over one is: whoever finds it
    /// due looks once more before it acts.
    private boolean armLease(RoomId room, List<RoomEvent> events) {
        Instant deadline = shell.clock().instant().plus(shell.grace());
        for (RoomEvent event : events) {
            if (event instanceof RoomEvent.Joined(var participant)) {
                stores.timers().arm(Timer.presence(room, participant.id()), deadline);
            } else if (event instanceof RoomEvent.Reconnected(var who, var _, var _)) {
                stores.timers().arm(Timer.presence(room, who), deadline);
            }
        }
        return true;
    }

    private void follow(Outcome.Done done) {
        RoomId room = done.after().id();
        var orders = NodeOrders.after(done.events(), done.after());
        if (!orders.isEmpty()) {
            stores.placements()
                    .placement(room)
                    .ifPresent(place -> orders.forEach(order -> nodes.send(place.node(), order)));
        }
        for (RoomEvent event : done.events()) {
            if (event instanceof RoomEvent.Left(var who, var reason, var _)) {
                stores.timers().disarm(Timer.presence(room, who));
                shell.meters().left(reason.word());
            }
            if (event instanceof RoomEvent.Closed) {
                stores.placements().release(room);
                stores.timers()
                        .disarm(done.before().participants().keySet().stream()
                                .map(who -> Timer.presence(room, who))
                                .toList());
            }
        }
    }
}
