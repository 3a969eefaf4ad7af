package dev.parley.signaling.live;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.rooms.telling.Telling;
import dev.parley.signaling.rooms.telling.Told;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Turns;
import dev.parley.signaling.store.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// This instance's copy of a room, and its sockets. A change is decided on the copy and kept by
/// compare-and-set; what others changed arrives by the subscription, or is fetched when it shows that
/// something was missed. Every event is applied, and told to the sockets here, exactly once and in order.
public final class LiveRoom implements RoomStore.Listener {
    /// Each failed attempt means that someone else's change went through, so a busy room still moves on.
    private static final int ATTEMPTS = 32;

    /// At least half a second: hundreds have read by then where they are themselves.
    private static final int WHEREABOUTS_TICKS = 2;

    private static final Logger LOG = System.getLogger(LiveRoom.class.getName());

    private final RoomId id;
    private final RoomStore store;
    private final Refill refill;
    private final RoomRules rules;
    private final SerialExecutor mailbox;
    private final Seats seats = new Seats();
    private final Dismissals dismissals = new Dismissals(seats);
    private final HeldWords held = new HeldWords();
    private final Turns turns = new Turns();
    private final Counts counts = new Counts();
    /// One waits at most: with a store that hangs, each takes longer than the next is away.
    private final AtomicBoolean ticking = new AtomicBoolean();

    /// Written in turn. Read by anyone: what nodes say must not wait for a store that hangs, or their links
    /// would count as broken.
    private volatile @Nullable RoomState state;

    // Only in turn.
    /// What made this version of it; absent when it was loaded.
    private @Nullable RoomEvent last;
    private RoomStore.@Nullable Subscription subscription;
    private long placedEpoch;
    /// Something may have been missed, or lost by the store itself, and the store has not been asked yet.
    private volatile boolean behind;
    private boolean placesDue;
    /// Ticks until those in breakouts are told where everybody is; 0 when there is nothing to tell.
    private int whereaboutsIn;

    LiveRoom(RoomId id, Rooms.Tools tools) {
        this.id = id;
        this.store = tools.store();
        this.refill = tools.refill();
        this.rules = tools.rules();
        this.mailbox = new SerialExecutor(tools.threads());
    }

    /// A last look before a decision is kept: what must be done first is done, and false calls it off.
    @FunctionalInterface
    public interface Before {
        Before NOTHING = _ -> true;

        boolean append(List<RoomEvent> events);
    }

    /// From now on this copy follows the room.
    void follow() {
        turns.take(() -> {
            if (subscription == null) {
                subscription = store.subscribe(id, this);
                state = null;
            }
        });
    }

    void unfollow() {
        turns.take(() -> {
            if (subscription != null) {
                subscription.close();
                subscription = null;
            }
        });
    }

    public RoomState state() {
        RoomState now = state;
        return now == null ? turns.take(this::known) : now;
    }

    /// Orders something by the room as it is, before anything more is decided here.
    public void order(Consumer<RoomState> deed) {
        locked(() -> deed.accept(known()));
    }

    public Map<ParticipantId, Seat> seats() {
        return seats.all();
    }

    /// Whether this very connection carries the participant: a replaced one has no say any more.
    public boolean carries(ParticipantId who, Connection connection) {
        return seats.of(who)
                .filter(it -> it.connection().id().equals(connection.id()))
                .isPresent();
    }

    public Outcome ask(Actor actor, RoomAsk ask, Before before) {
        return turns.take(() -> {
            try {
                return decided(actor, ask, before);
            } catch (StoreUnavailable e) {
                behind = true;
                throw e;
            }
        });
    }

    private Outcome decided(Actor actor, RoomAsk ask, Before before) {
        if (behind) {
            catchUp();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Outcome> outcome = attempt(actor, ask, before);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            catchUp();
        }
        return new Outcome.No(Refusal.BUSY);
    }

    /// Decides, and seats the connection before anyone can be told anything more: the welcome is its first
    /// message and misses no event after it.
    public Outcome join(RoomAsk.Join ask, Connection connection, Before before, Welcome welcome) {
        return turns.take(() -> {
            Outcome outcome = ask(new Actor.Server(), ask, before);
            if (outcome instanceof Outcome.Done done) {
                ParticipantId who = Outcomes.joiner(done);
                RoomState room = done.after();
                var seat = new Seat(connection, welcome, room.version());
                boolean waits = room.waiting(who).isPresent();
                connection.tell(waits ? welcome.waiting(who, room) : welcome.joined(who, room, seat));
                if (waits) {
                    seat.waits(room.placeInLine(who), room.meta().waitingMessage());
                }
                seats.put(who, seat);
            }
            return outcome;
        });
    }

    /// The connection is gone, or goes on purpose.
    public void unseat(ParticipantId who, Connection connection) {
        seats.remove(who, connection);
    }

    /// What [Notice.Carried] says, said here already.
    public void carry(Notice.Carried carried) {
        seats.carry(carried);
    }

    public void tell(Told told) {
        seats.tell(state(), told);
    }

    private Optional<Outcome> attempt(Actor actor, RoomAsk ask, Before before) {
        RoomState now = known();
        return switch (rules.decide(now, actor, ask)) {
            case Decision.Refused refused -> Optional.of(Outcome.No.of(refused));
            case Decision.Accepted(var events, var notices) -> {
                notices.forEach(it -> store.publish(id, it));
                RoomState after = now.apply(events);
                if (events.isEmpty() || !before.append(events)) {
                    yield Optional.of(new Outcome.Done(now, List.of(), now));
                }
                if (!store.append(now, events, after)) {
                    yield Optional.empty();
                }
                events.forEach(this::applied);
                yield Optional.of(new Outcome.Done(now, events, after));
            }
        };
    }

    @Override
    public void onEvent(Versioned versioned) {
        mailbox.execute(() -> locked(() -> receive(versioned)));
    }

    @Override
    public void onNotice(Notice notice) {
        mailbox.execute(() -> locked(() -> noticed(notice)));
    }

    @Override
    public void onResumed() {
        mailbox.execute(() -> locked(() -> {
            if (state != null) {
                behind = true;
                catchUp();
            }
        }));
    }

    /// To be called now and then. The store's return is not told to a room that asked it too early, since
    /// its news and its commands come by two connections; and what a crowd does is not counted aloud one by
    /// one.
    void tick() {
        if (ticking.compareAndSet(false, true)) {
            mailbox.execute(this::ticked);
        }
    }

    private void ticked() {
        ticking.set(false);
        locked(() -> {
            if (behind) {
                catchUp();
            }
            held.tick();
            tellWhereabouts();
            tellCounts();
        });
    }

    /// Once those who went apart have been told where they are themselves.
    private void tellWhereabouts() {
        RoomState now = state;
        if (whereaboutsIn > 0 && now != null && held.isEmpty() && --whereaboutsIn == 0) {
            Telling.whereabouts(now).forEach(told -> seats.tell(now, told));
        }
    }

    private void tellCounts() {
        RoomState now = state;
        if (now != null) {
            counts.due(now).forEach(told -> held.say(() -> seats.tell(now, told)));
        }
    }

    private void locked(Runnable deed) {
        try {
            turns.patiently(deed);
        } catch (StoreUnavailable e) {
            behind = true;
            LOG.log(Level.WARNING, "{0}: behind until the store is back: {1}", id, e.getCause());
        }
    }

    private void receive(Versioned versioned) {
        RoomState now = state;
        if (now == null || versioned.version() < now.version()) {
            return;
        }
        if (versioned.version() == now.version() + 1) {
            applied(versioned.event());
        } else if (versioned.version() > now.version() || isAnother(versioned.event())) {
            catchUp();
        }
    }

    private RoomState known() {
        RoomState now = state;
        return now == null ? loaded() : now;
    }

    private RoomState loaded() {
        RoomState now = store.load(id);
        state = now;
        last = null;
        return now;
    }

    private void catchUp() {
        catchUp(known());
        if (behind) {
            refill.media(id, seats.media());
            behind = false;
        }
    }

    /// What was missed is told like everything else. A store that knows less than this copy has lost the room,
    /// and is given it back. Where the log does not reach back, the clients here are asked to come again: their
    /// view cannot be mended event by event.
    private void catchUp(RoomState now) {
        Optional<List<Versioned>> missed = missed(now.version());
        if (missed.isPresent()) {
            missed.get().forEach(it -> applied(it.event()));
            return;
        }
        if (now.exists() && refill.room(now)) {
            LOG.log(Level.INFO, "{0}: the store had lost it, and has it again at version {1}", id, now.version());
            return;
        }
        RoomState loaded = loaded();
        if (!loaded.equals(now)) {
            seats.endAll(null, Closing.RESTART);
        }
    }

    /// Empty when the store cannot tell, or tells of another past than this copy has: a Redis that fails
    /// over may lose what it has confirmed and published, and go on from before.
    private Optional<List<Versioned>> missed(long version) {
        Optional<List<Versioned>> fromLast = last == null ? Optional.empty() : store.since(id, version - 1);
        return fromLast.isEmpty() ? store.since(id, version) : fromLast.flatMap(this::afterLast);
    }

    private Optional<List<Versioned>> afterLast(List<Versioned> events) {
        return events.isEmpty() || isAnother(events.getFirst().event())
                ? Optional.empty()
                : Optional.of(events.subList(1, events.size()));
    }

    private boolean isAnother(RoomEvent event) {
        return last != null && !last.equals(event);
    }

    private void applied(RoomEvent event) {
        RoomState before = known();
        RoomState after = before.apply(event);
        state = after;
        last = event;
        dismissals.before(event, after);
        Runnable telling = () -> new Telling(before, after).of(event).forEach(told -> seats.tellNews(after, told));
        if (HeldWords.goesIntoBreakout(event) && seats.haveMedia()) {
            held.sayWhenRouted(after.version(), telling);
        } else if (!counts.gathers(event)) {
            held.say(telling);
        }
        if (event instanceof RoomEvent.BreakoutsOpened) {
            whereaboutsIn = WHEREABOUTS_TICKS;
        }
        if (event instanceof RoomEvent.Closed(var reason)) {
            held.sayAll();
            seats.endAll(new ServerMessage.RoomClosed(reason), Closing.DONE);
        }
        boolean lineMoves = event instanceof RoomEvent.Admitted
                || event instanceof RoomEvent.WaitingEnded
                || event instanceof RoomEvent.WaitingMessageChanged;
        if (lineMoves) {
            tellPlacesSoon();
        }
    }

    /// The node has routed whom this version of the room sends elsewhere.
    public void routed(long version) {
        mailbox.execute(() -> locked(() -> held.routed(version)));
    }

    /// After the events that are waiting already: when a crowd is let in, nobody is told of every step.
    private void tellPlacesSoon() {
        if (!placesDue) {
            placesDue = true;
            mailbox.execute(() -> locked(() -> {
                placesDue = false;
                seats.tellPlaces(known());
            }));
        }
    }

    private void noticed(Notice notice) {
        if (notice instanceof Notice.Placed(var node, var epoch) && epoch > placedEpoch) {
            placedEpoch = epoch;
            seats.closeMediaBeside(node);
        }
        if (notice instanceof Notice.Carried carried) {
            seats.carry(carried);
        }
        if (notice instanceof Notice.Restored) {
            catchUp();
        }
        RoomState now = known();
        Telling.of(notice).forEach(told -> seats.tell(now, told));
    }
}
