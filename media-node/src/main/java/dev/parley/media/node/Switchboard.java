package dev.parley.media.node;

import dev.parley.media.loop.MediaLoop;
import dev.parley.media.loop.Onward;
import dev.parley.media.router.Room;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionCodec;
import dev.parley.media.session.SessionRecord;
import dev.parley.media.session.Tenure;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeCommand.CloseParticipant;
import dev.parley.protocol.node.NodeCommand.CloseRoom;
import dev.parley.protocol.node.NodeCommand.MoveRoom;
import dev.parley.protocol.node.NodeCommand.Route;
import dev.parley.protocol.node.NodeCommand.SetMuted;
import dev.parley.protocol.node.NodeCommand.Wish;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;

/// Brings commands to the sessions they are meant for, whichever loop those are on, and carries sessions
/// from loop to loop where a command or their context asks for it (ADR-0011).
final class Switchboard {
    /// Sessions that do what they were told before the loop looks at its socket again. To leave a context
    /// costs a session some 20 µs, and when a meeting goes apart, all should have left before anybody is
    /// told.
    static final int SERVED = 64;

    /// Sessions carried before that. It costs a session some 50 µs on the loop it leaves and 100 µs on the
    /// one it comes to, so that a batch delays no packet by more than a few milliseconds.
    static final int CARRIED = 16;

    private final Fleet fleet;
    private final Roster roster;
    /// By loop: the batches it has handed over that have not arrived. Until they have, it hands over no
    /// other: a loop that takes in sessions more slowly than they are given away still comes to its
    /// packets.
    private final AtomicIntegerArray underWay;

    Switchboard(Fleet fleet, Roster roster, int loops) {
        this.fleet = fleet;
        this.roster = roster;
        this.underWay = new AtomicIntegerArray(loops);
    }

    /// Commands name a room; one that is not here is nobody's business (the node answers for the rooms it
    /// has). False when a session or a loop has too much waiting.
    boolean command(NodeCommand command) {
        return switch (command) {
            case SetMuted mute ->
                tell(roster.of(mute.room(), mute.participant()), Order.of((media, session) -> {
                    session.mute(mute.source(), mute.muted());
                    media.touch(session);
                }));
            case Wish wish ->
                tell(roster.of(wish.room(), wish.participant()), Order.of((media, session) -> {
                    session.wish(wish.slots());
                    fleet.custodian().carrier().spoken(session);
                    media.touch(session);
                }));
            case CloseParticipant who -> tell(roster.of(who.room(), who.participant()), Order.close(who.reason()));
            case CloseRoom gone -> tell(roster.of(gone.room()), Order.close(gone.reason()));
            case Route route -> route(route);
            case MoveRoom move -> move(RoutingContext.main(move.room()), move.loop());
            case NodeCommand.MoveToNode move -> {
                fleet.custodian().move(move.room(), move.participant(), move.node());
                yield true;
            }
            case NodeCommand.Peers peers -> {
                fleet.custodian().know(peers);
                yield true;
            }
            case NodeCommand.Verdict verdict -> {
                fleet.custodian().settled(verdict);
                yield true;
            }
        };
    }

    List<SessionId> sessions(RoomId room) {
        return roster.of(room);
    }

    /// Sessions that end meanwhile need nothing more.
    boolean tell(List<SessionId> sessions, Order order) {
        boolean taken = true;
        for (SessionId session : sessions) {
            taken &= roster.tell(session, order) != Roster.Delivery.FULL;
        }
        roster.loopsOf(sessions).forEach(this::wake);
        return taken;
    }

    Roster.Delivery tell(SessionId session, Order order) {
        Roster.Delivery delivery = roster.tell(session, order);
        roster.loopsOf(List.of(session)).forEach(this::wake);
        return delivery;
    }

    private boolean route(Route route) {
        Long version = route.version();
        var under = new Countdown(() -> {
            if (version != null) {
                fleet.events().accept(new NodeEvent.Routed(route.room(), version));
            }
        });
        roster.route(route.room(), route.routings(), to -> {
                    under.more();
                    return new Order(
                            (media, session) -> {
                                media.route(session, to, fleet.nowNs());
                                under.less();
                            },
                            under::less);
                })
                .forEach(this::wake);
        under.less();
        return true;
    }

    /// Runs something when all that was begun is done; the beginning itself counts as one.
    private static final class Countdown {
        private final AtomicInteger left = new AtomicInteger(1);
        private final Runnable end;

        Countdown(Runnable end) {
            this.end = end;
        }

        void more() {
            left.incrementAndGet();
        }

        void less() {
            if (left.decrementAndGet() == 0) {
                end.run();
            }
        }
    }

    /// A loop too busy to be woken comes by itself, at its next tick.
    private void wake(int loop) {
        var _ = fleet.onLoop(loop, this::deliver);
    }

    /// On the loop's thread: does what its sessions have been told, a batch at a time, and lets those go
    /// that belong elsewhere, a smaller one at a time.
    void deliver(MediaLoop media) {
        for (SessionId id : roster.takeMail(media.index(), SERVED)) {
            if (media.session(id) == null) {
                roster.putBack(id, media.index()); // its opening or its arrival still stands in the queue
                continue;
            }
            serve(media, id);
        }
        if (underWay.get(media.index()) == 0) { // else the arrival wakes us
            media.strays(CARRIED).forEach((to, sessions) -> carry(media, sessions, to));
        }
        if (roster.hasMail(media.index())) {
            fleet.pieceOnLoop(media.index(), this::deliver);
        }
    }

    void serve(MediaLoop media, SessionId id) {
        for (Order order = roster.next(id, media.index()); order != null; order = roster.next(id, media.index())) {
            MediaSession session = media.session(id);
            if (session == null) { // closed by the order before
                order.tooLate().run();
            } else {
                order.deed().accept(media, session);
            }
        }
    }

    /// Carries a context from one loop to another in the middle of a call.
    private boolean move(RoutingContext context, int to) {
        int from = roster.loopOf(context);
        if (from < 0 || from == to || to < 0 || to >= fleet.loops()) {
            return true;
        }
        return fleet.onLoop(from, media -> {
            Room room = media.find(context);
            if (room != null && roster.loopOf(context) == from) {
                List<MediaSession> everybody = List.copyOf(room.sessions());
                roster.repin(context, to);
                media.unsettle(room, fleet.nowNs());
                carry(media, everybody.stream().filter(MediaSession::connected).toList(), to);
            }
        });
    }

    /// Both ways of the hand-over run on the loops' own threads, and the old loop's relays queue up behind
    /// the arrival: nothing is lost, nothing comes twice.
    private void carry(MediaLoop media, List<MediaSession> sessions, int to) {
        Map<SessionId, Tenure> tenures =
                sessions.stream().collect(Collectors.toMap(MediaSession::id, MediaSession::tenure));
        List<SessionRecord> records = media.export(sessions, _ -> new Onward.ToLoop(fleet.loop(to)), fleet.nowNs());
        List<byte[]> values = records.stream().map(SessionCodec::write).toList();
        List<SessionId> ids = records.stream().map(it -> it.identity().id()).toList();
        int from = media.index();
        underWay.incrementAndGet(from);
        if (!roster.handOver(ids, to, () -> fleet.onLoop(to, target -> arrive(target, values, tenures, from)))) {
            underWay.decrementAndGet(from);
            take(media, records, tenures); // the other loop is full: here again, until the next tick
        }
    }

    private void arrive(MediaLoop target, List<byte[]> values, Map<SessionId, Tenure> tenures, int from) {
        try {
            arrive(target, values, tenures);
        } finally {
            underWay.decrementAndGet(from);
            wake(from);
        }
    }

    private void arrive(MediaLoop target, List<byte[]> values, Map<SessionId, Tenure> tenures) {
        List<SessionRecord> records = values.stream()
                .map(bytes -> SessionCodec.read(bytes)
                        .orElseThrow(() -> new IllegalStateException("a session written here cannot be read here")))
                .toList();
        for (MediaSession session : take(target, records, tenures)) {
            session.moved();
            fleet.announce(session, target.index());
        }
        if (roster.hasMail(target.index())) { // told while they were on the way
            wake(target.index());
        }
    }

    /// With the right to send that each had: the keeper outside does not notice.
    private List<MediaSession> take(MediaLoop media, List<SessionRecord> records, Map<SessionId, Tenure> tenures) {
        List<MediaSession> sessions = media.take(records, fleet.nowNs());
        sessions.forEach(session -> session.goOn(Objects.requireNonNull(tenures.get(session.id()))));
        return sessions;
    }
}
