package dev.parley.signaling.carrying;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.live.LiveRoom;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.live.Seat;
import dev.parley.signaling.meeting.RoomService;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerKind;
import dev.parley.signaling.timers.TimerHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Rooms that had media, whose node is gone, and for which there is no other. Their people are told, and
/// for how long it is waited; a node that returns in time ends that, and if none does the meeting ends.
/// That is a timer like others, so it happens whichever instance lives. An instance that has a node ends
/// nothing.
public final class Stranded implements TimerHandler {
    static final String REASON = "no-media";

    private static final Logger LOG = System.getLogger(Stranded.class.getName());

    private final Rooms rooms;
    private final Stores stores;
    private final Nodes nodes;
    private final Shell shell;
    private final Map<RoomId, Wait> waits = new ConcurrentHashMap<>();

    /// `grace`: how long a meeting is kept without any node.
    public record Shell(InstantSource clock, RoomService service, Duration grace) {}

    /// `told`: connections of those who know.
    private record Wait(Instant endsAt, Set<String> told) {}

    public Stranded(Rooms rooms, Stores stores, Nodes nodes, Shell shell) {
        this.rooms = rooms;
        this.stores = stores;
        this.nodes = nodes;
        this.shell = shell;
    }

    /// To be called a few times a second.
    public void tick() {
        if (nodes.noneLeft()) {
            rooms.all().forEach(this::look);
            waits.keySet().removeIf(it -> rooms.find(it).isEmpty());
        } else if (!waits.isEmpty() && !nodes.usable().isEmpty()) {
            waits.keySet().forEach(this::back);
        }
    }

    private void look(LiveRoom live) {
        RoomId room = live.state().id();
        try {
            Wait wait = waits.get(room);
            if (wait == null && isStranded(room)) {
                wait = new Wait(endOf(room), ConcurrentHashMap.newKeySet());
                waits.put(room, wait);
                LOG.log(Level.INFO, "{0}: no node is left, the meeting ends at {1}", room, wait.endsAt());
            }
            if (wait != null) {
                tell(live, wait);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: whether it is stranded is seen later: {1}", room, e.getCause());
        }
    }

    /// One that never had media is not waited for: its people are refused, and try again.
    private boolean isStranded(RoomId room) {
        return stores.placements()
                .placement(room)
                .filter(it -> nodes.find(it.node()).map(NodeLink::isLost).orElse(true))
                .isPresent();
    }

    /// The same for all instances: whoever sees it first sets the time.
    private Instant endOf(RoomId room) {
        var timer = timer(room);
        return stores.timers().due(timer).orElseGet(() -> {
            Instant end = shell.clock().instant().plus(shell.grace());
            stores.timers().arm(timer, end);
            return end;
        });
    }

    private void tell(LiveRoom live, Wait wait) {
        long left = Duration.between(shell.clock().instant(), wait.endsAt()).toSeconds();
        live.seats().forEach((who, seat) -> {
            if (isIn(live, who) && wait.told().add(seat.connection().id())) {
                seat.connection().tell(new ServerMessage.MediaAway((int) Math.max(0, left)));
            }
        });
    }

    private static boolean isIn(LiveRoom live, ParticipantId who) {
        return live.state().participant(who).isPresent();
    }

    private void back(RoomId room) {
        Wait wait = waits.get(room);
        try {
            stores.timers().disarm(timer(room));
        } catch (StoreUnavailable _) {
            return; // it is tried again, and nobody is asked to offer what would be refused
        }
        if (wait != null && waits.remove(room, wait)) {
            LOG.log(Level.INFO, "{0}: there is a node again", room);
            rooms.find(room)
                    .ifPresent(live -> live.seats().values().stream()
                            .filter(it -> wait.told().contains(it.connection().id()))
                            .map(Seat::connection)
                            .forEach(it -> it.tell(new ServerMessage.MediaBack())));
        }
    }

    @Override
    public void onDue(Timer timer, Instant until) {
        if (nodes.noneLeft()) {
            LOG.log(Level.INFO, "{0}: no node has returned, the meeting is over", timer.room());
            shell.service().ask(timer.room(), new Actor.Server(), new RoomAsk.Close(REASON));
        }
        stores.timers().settle(timer, until);
    }

    private static Timer timer(RoomId room) {
        return new Timer(room, TimerKind.NO_MEDIA, "");
    }
}
