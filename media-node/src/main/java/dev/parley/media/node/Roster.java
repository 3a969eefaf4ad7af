package dev.parley.media.node;

import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionIdentity;
import dev.parley.protocol.node.Routing;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who is where on this node: the loop of every routing context, the loop and context of every session, and
/// what each session has been told and not yet done. Any thread may ask; nothing here waits, and no packet
/// comes by.
///
/// A session has its orders in one line, wherever it is carried: they are done in the order they were
/// given. Contexts are where the sessions are *to be*, the moment a command says so; the loops follow.
final class Roster {
    /// Orders waiting for one session. A loop does them within milliseconds, so beyond it a caller floods.
    static final int ORDERS = 256;

    /// What became of an order.
    enum Delivery {
        TAKEN,
        NOBODY,
        FULL
    }

    private static final class Seat {
        private final SessionIdentity who;
        private final Queue<Order> orders = new ArrayDeque<>();
        private RoutingContext context;
        private int loop;

        Seat(SessionIdentity who, int loop) {
            this.who = who;
            this.context = who.context();
            this.loop = loop;
        }
    }

    /// The loop of a context, and how many sessions are in it, on their way to it, or about to be opened.
    private static final class Pin {
        private int loop;
        private int sessions;

        Pin(int loop) {
            this.loop = loop;
        }
    }

    private final Map<SessionId, Seat> seats = new HashMap<>();
    private final Map<RoomId, Map<ParticipantId, List<Seat>>> rooms = new HashMap<>();
    private final Map<RoutingContext, Pin> pins = new HashMap<>();
    private final int[] sessionsOn;
    private final List<Set<SessionId>> mail;

    Roster(int loops) {
        sessionsOn = new int[loops];
        mail = IntStream.range(0, loops)
                .<Set<SessionId>>mapToObj(_ -> new LinkedHashSet<>())
                .toList();
    }

    // --- contexts ----------------------------------------------------------------------------------------------

    /// Keeps a place in a context for a session about to be opened, and tells its loop: where it already
    /// is, else where the fewest sessions are.
    synchronized int reserve(RoutingContext context) {
        return hold(context, 1);
    }

    /// Gives the place back.
    synchronized void release(RoutingContext context) {
        Pin pin = pins.get(context);
        if (pin != null) {
            hold(context, -1);
            dropIfEmpty(context);
        }
    }

    private int hold(RoutingContext context, int sessions) {
        Pin pin = pins.computeIfAbsent(context, _ -> new Pin(quietest()));
        pin.sessions += sessions;
        sessionsOn[pin.loop] += sessions;
        return pin.loop;
    }

    private void dropIfEmpty(RoutingContext context) {
        Pin pin = pins.get(context);
        if (pin != null && pin.sessions == 0) {
            pins.remove(context);
        }
    }

    private int quietest() {
        return IntStream.range(0, sessionsOn.length)
                .boxed()
                .min(Comparator.comparingInt(loop -> sessionsOn[loop]))
                .orElse(0);
    }

    /// The loop of a context; -1 when nobody is to be there.
    synchronized int loopOf(RoutingContext context) {
        Pin pin = pins.get(context);
        return pin == null ? -1 : pin.loop;
    }

    synchronized void repin(RoutingContext context, int loop) {
        Pin pin = pins.get(context);
        if (pin != null) {
            sessionsOn[pin.loop] -= pin.sessions;
            sessionsOn[loop] += pin.sessions;
            pin.loop = loop;
        }
    }

    // --- sessions ----------------------------------------------------------------------------------------------

    /// A session that is about to open in the place reserved for it. Returns those of the same participant
    /// that it replaces.
    synchronized List<SessionId> seat(SessionIdentity who, int loop) {
        var seat = new Seat(who, loop);
        seats.put(who.id(), seat);
        List<Seat> own = rooms.computeIfAbsent(who.room(), _ -> new HashMap<>())
                .computeIfAbsent(who.participant(), _ -> new ArrayList<>());
        List<SessionId> before = ids(own);
        own.add(seat);
        return before;
    }

    /// The session is over. Its undone orders are too late.
    void leave(SessionId session) {
        unseat(session).forEach(order -> order.tooLate().run());
    }

    private synchronized Collection<Order> unseat(SessionId session) {
        Seat seat = seats.remove(session);
        if (seat == null) {
            return List.of();
        }
        rooms.computeIfPresent(seat.who.room(), (_, participants) -> {
            participants.computeIfPresent(seat.who.participant(), (_, own) -> {
                own.remove(seat);
                return own.isEmpty() ? null : own;
            });
            return participants.isEmpty() ? null : participants;
        });
        release(seat.context);
        return List.copyOf(seat.orders);
    }

    synchronized List<SessionId> all() {
        return List.copyOf(seats.keySet());
    }

    /// How many sessions each room has here.
    synchronized Map<RoomId, Integer> sizes() {
        var sizes = new HashMap<RoomId, Integer>();
        rooms.forEach((room, participants) -> sizes.put(
                room, participants.values().stream().mapToInt(List::size).sum()));
        return sizes;
    }

    synchronized boolean has(RoomId room) {
        return rooms.containsKey(room);
    }

    synchronized int participants() {
        return rooms.values().stream().mapToInt(Map::size).sum();
    }

    synchronized List<SessionId> of(RoomId room) {
        return rooms.getOrDefault(room, Map.of()).values().stream()
                .flatMap(own -> ids(own).stream())
                .toList();
    }

    synchronized List<SessionId> of(RoomId room, ParticipantId participant) {
        return ids(rooms.getOrDefault(room, Map.of()).getOrDefault(participant, List.of()));
    }

    /// Whether its participant has a session here that was opened later.
    synchronized boolean hasNewer(SessionIdentity than) {
        return rooms.getOrDefault(than.room(), Map.of()).getOrDefault(than.participant(), List.of()).stream()
                .anyMatch(seat -> seat.who.openedMs() > than.openedMs());
    }

    private static List<SessionId> ids(List<Seat> some) {
        return some.stream().map(seat -> seat.who.id()).toList();
    }

    synchronized boolean has(SessionId session) {
        return seats.containsKey(session);
    }

    synchronized int sessions() {
        return seats.size();
    }

    synchronized int rooms() {
        return rooms.size();
    }

    // --- orders ------------------------------------------------------------------------------------------------

    /// Gives a session an order. The loop it is at has to be woken.
    synchronized Delivery tell(SessionId session, Order order) {
        Seat seat = seats.get(session);
        if (seat == null) {
            return Delivery.NOBODY;
        }
        if (seat.orders.size() >= ORDERS) {
            return Delivery.FULL;
        }
        seat.orders.add(order);
        mail.get(seat.loop).add(session);
        return Delivery.TAKEN;
    }

    synchronized Set<Integer> loopsOf(List<SessionId> sessions) {
        var loops = new TreeSet<Integer>();
        for (SessionId session : sessions) {
            Seat seat = seats.get(session);
            if (seat != null) {
                loops.add(seat.loop);
            }
        }
        return loops;
    }

    /// Decides where these participants of a room are to be, and gives each session that has to move the
    /// order that `order` makes of its context. Large contexts choose their loops first, so that they do
    /// not end up together. Returns the loops that have to be woken.
    synchronized Set<Integer> route(RoomId room, List<Routing> routings, Function<RoutingContext, Order> order) {
        Map<RoutingContext, List<Seat>> moving = moving(room, routings);
        var left = new ArrayList<RoutingContext>();
        for (Seat seat : moving.values().stream().flatMap(List::stream).toList()) {
            hold(seat.context, -1);
            left.add(seat.context);
        }
        var wake = new TreeSet<Integer>();
        moving.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .forEach(entry -> {
                    hold(entry.getKey(), entry.getValue().size());
                    for (Seat seat : entry.getValue()) {
                        seat.context = entry.getKey();
                        seat.orders.add(order.apply(seat.context));
                        mail.get(seat.loop).add(seat.who.id());
                        wake.add(seat.loop);
                    }
                });
        left.forEach(this::dropIfEmpty);
        return wake;
    }

    private Map<RoutingContext, List<Seat>> moving(RoomId room, List<Routing> routings) {
        Map<ParticipantId, List<Seat>> here = rooms.getOrDefault(room, Map.of());
        var last = new LinkedHashMap<Seat, RoutingContext>(); // who is named twice ends where the last entry says
        for (Routing routing : routings) {
            var to = new RoutingContext(room, routing.breakout());
            here.getOrDefault(routing.participant(), List.of()).forEach(seat -> last.put(seat, to));
        }
        var moving = new LinkedHashMap<RoutingContext, List<Seat>>();
        last.forEach((seat, to) -> {
            if (!seat.context.equals(to)) {
                moving.computeIfAbsent(to, _ -> new ArrayList<>()).add(seat);
            }
        });
        return moving;
    }

    /// Up to `most` sessions at this loop that have orders.
    synchronized List<SessionId> takeMail(int loop, int most) {
        Set<SessionId> waiting = mail.get(loop);
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<SessionId> taken = waiting.stream().limit(most).toList();
        taken.forEach(waiting::remove);
        return taken;
    }

    synchronized boolean hasMail(int loop) {
        return !mail.get(loop).isEmpty();
    }

    /// The session is not yet where it is expected: look again later.
    synchronized void putBack(SessionId session, int loop) {
        if (seats.containsKey(session)) {
            mail.get(loop).add(session);
        }
    }

    /// The session's next order, for the loop it is at; null when there is none, or when it is elsewhere.
    synchronized @Nullable Order next(SessionId session, int loop) {
        Seat seat = seats.get(session);
        return seat == null || seat.loop != loop ? null : seat.orders.poll();
    }

    /// Hands sessions over to another loop. `offer` puts them into its queue, before anything that they are
    /// told from now on. False when that queue is full: then they are where they were.
    synchronized boolean handOver(List<SessionId> sessions, int to, BooleanSupplier offer) {
        if (!offer.getAsBoolean()) {
            return false;
        }
        for (SessionId session : sessions) {
            Seat seat = seats.get(session);
            if (seat != null) {
                seat.loop = to;
                if (!seat.orders.isEmpty()) {
                    mail.get(to).add(session);
                }
            }
        }
        return true;
    }
}
