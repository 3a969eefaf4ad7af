package dev.parley.signaling.meeting;

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
import dev.parley.signaling.store.LeaseStore.Lease;
import dev.parley.signaling.store.PlacementStore.Placed;
import dev.parley.signaling.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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

    Outcome join(LiveRoom live, RoomAsk.Join ask, Connection connection, Welcome welcome) {
        RoomId room = live.state().id();
        Outcome outcome = live.join(ask, connection, events -> armLease(room, events), welcome);
        if (outcome instanceof Outcome.Done done) {
            shell.meters().joined(ask.arrival().pass().role().word());
            follow(done, Optional.empty());
        }
        return outcome;
    }

    /// The socket is gone: the grace time begins, unless another socket has taken over.
    void disconnected(RoomId room, ParticipantId who, Connection connection) {
        var ask = new RoomAsk.Disconnect(who, connection.id());
        ask(room, new Actor.Server(), ask, _ -> {
            stores.leases()
                    .renew(
                            List.of(new Lease(room, who)),
                            shell.clock().instant().plus(shell.grace()));
            return true;
        });
    }

    Outcome ask(RoomId room, Actor actor, RoomAsk ask, LiveRoom.Before before) {
        // A closed room's placement is gone with it, so it is read while it is there.
        Optional<Placed> placed =
                ask instanceof RoomAsk.Close ? stores.placements().placement(room) : Optional.empty();
        Outcome outcome = rooms.findOrLoad(room).ask(actor, ask, before);
        if (outcome instanceof Outcome.Done done) {
            follow(done, placed);
        }
        return outcome;
    }

    /// The lease is there before the participant is, and moved on before a taken-over one is: whoever finds it
    /// due looks once more before it acts.
    private boolean armLease(RoomId room, List<RoomEvent> events) {
        Instant deadline = shell.clock().instant().plus(shell.grace());
        events.stream()
                .flatMap(event -> arriving(event).stream())
                .forEach(who -> stores.leases().renew(List.of(new Lease(room, who)), deadline));
        return true;
    }

    private static Optional<ParticipantId> arriving(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Joined(var participant) -> Optional.of(participant.id());
            case RoomEvent.WaitingBegan(var participant) -> Optional.of(participant.id());
            case RoomEvent.Reconnected(var who, var _, var _) -> Optional.of(who);
            case RoomEvent _ -> Optional.empty();
        };
    }

    private void follow(Outcome.Done done, Optional<Placed> knownPlace) {
        RoomId room = done.after().id();
        var orders = NodeOrders.after(done.events(), done.after());
        if (!orders.isEmpty()) {
            knownPlace
                    .or(() -> stores.placements().placement(room))
                    .ifPresent(place -> orders.forEach(order -> nodes.send(place.node(), order)));
        }
        for (RoomEvent event : done.events()) {
            if (event instanceof RoomEvent.Left(var _, var reason, var _)) {
                shell.meters().left(reason.word());
            }
        }
        done.before()
                .everyone()
                .filter(it -> done.after().anyone(it.id()).isEmpty())
                .forEach(it -> stores.leases().release(new Lease(room, it.id())));
    }
}
