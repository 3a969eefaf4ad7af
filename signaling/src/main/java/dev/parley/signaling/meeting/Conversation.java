package dev.parley.signaling.meeting;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.access.Admission;
import dev.parley.signaling.access.Grant;
import dev.parley.signaling.access.TokenBucket;
import dev.parley.signaling.live.Closing;
import dev.parley.signaling.live.Connection;
import dev.parley.signaling.live.LiveRoom;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.live.Outcomes;
import dev.parley.signaling.live.Seat;
import dev.parley.signaling.live.Welcome;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.StoreUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One socket: asks in, answers out, each ask answered exactly once. Asks are taken one after the other, on the
/// socket's own thread, so whoever asks for something slow delays only themselves.
public final class Conversation {
    /// A page asks a few times a second at most; scripts that ask more get refusals, and then nothing.
    public static final TokenBucket.Rate ASKS = new TokenBucket.Rate(20, 80);

    /// What everyone in the room is told at once (messages, reactions, hands, votes, ...): a fast writer
    /// sends one a second.
    public static final TokenBucket.Rate SAYINGS = new TokenBucket.Rate(2, 20);

    /// Offers and restarts: each costs a node a handshake. A client whose network comes and goes opens a
    /// few in a row.
    public static final TokenBucket.Rate OFFERS = new TokenBucket.Rate(1, 10);

    public static final int REFUSALS_IN_A_ROW = 200;
    public static final Duration JOIN_WITHIN = Duration.ofSeconds(10);
    /// Several pings unanswered: the network is gone, whatever TCP believes.
    public static final Duration SILENT = Duration.ofSeconds(45);

    private static final Logger LOG = System.getLogger(Conversation.class.getName());

    private final Desk desk;
    private final Connection connection;
    private final String address;
    private final TokenBucket asks;
    private final TokenBucket sayings;
    private final TokenBucket offers;
    private final Instant openedAt;
    private int refusalsInARow;
    private volatile boolean over;
    private volatile Instant heardAt;
    private volatile @Nullable Place place;

    /// Where this conversation's participant is.
    record Place(LiveRoom live, RoomId room, ParticipantId who) {}

    /// `address`: where the socket comes from, for the gate.
    Conversation(Desk desk, Connection connection, String address) {
        this.desk = desk;
        this.connection = connection;
        this.address = address;
        this.openedAt = desk.clock().instant();
        this.heardAt = openedAt;
        this.asks = new TokenBucket(ASKS, openedAt.toEpochMilli());
        this.sayings = new TokenBucket(SAYINGS, openedAt.toEpochMilli());
        this.offers = new TokenBucket(OFFERS, openedAt.toEpochMilli());
    }

    public synchronized void onText(String text) {
        heardAt = desk.clock().instant();
        if (over) {
            return;
        }
        boolean within = asks.take(heardAt.toEpochMilli());
        switch (ProtocolJson.parseClientAsk(text)) {
            case Reading.Parsed<ClientAsk>(var ask) when within -> answer(ask);
            case Reading.Parsed<ClientAsk>(var ask) -> refuse(ask.id(), tooMany(Refusal.TOO_MANY_ASKS, ASKS));
            case Reading.Malformed<ClientAsk> it -> refuse(it);
        }
    }

    /// The socket is gone, whoever closed it.
    public synchronized void onClosed() {
        over = true;
        Place at = place;
        place = null;
        if (at == null) {
            return;
        }
        try {
            if (at.live().carries(at.who(), connection)) {
                at.live().unseat(at.who(), connection);
                desk.service().disconnected(at.room(), at.who(), connection);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: its lease will run out: {1}", at.who(), e.getCause());
        } finally {
            desk.rooms().release(at.room());
        }
    }

    /// Sends the client away, to come back to another instance. After the ask it is at, which is answered
    /// first, and before any other: so a client knows that what was not answered was not done, and may ask
    /// it again elsewhere.
    synchronized void restart() {
        over = true;
        connection.close(Closing.RESTART);
    }

    /// Where its participant is, if this connection carries one.
    Optional<Place> place() {
        return Optional.ofNullable(place).filter(it -> it.live().carries(it.who(), connection));
    }

    /// The client's machine is there: it has answered a ping. One that answers what nobody asked spends its
    /// asks.
    public synchronized void onPong() {
        heardAt = desk.clock().instant();
        if (!over && !asks.take(heardAt.toEpochMilli())) {
            refuse(null, tooMany(Refusal.TOO_MANY_ASKS, ASKS));
        }
    }

    /// A socket that is one too many: told so, and closed.
    synchronized void turnAway(Closing why, Outcome.No no) {
        over = true;
        refuse(null, no);
        connection.close(why);
    }

    String address() {
        return address;
    }

    /// Has no place in any room, and may still take one.
    boolean isStranger() {
        return place == null && !over;
    }

    void tick(Instant now) {
        boolean idle = place == null && now.isAfter(openedAt.plus(JOIN_WITHIN));
        if (idle || now.isAfter(heardAt.plus(SILENT))) {
            connection.close(Closing.POLICY);
        } else {
            connection.ping();
        }
    }

    private void answer(ClientAsk ask) {
        try {
            switch (ask) {
                case ClientAsk.Join join -> join(join);
                case ClientAsk.Ping(var id) -> said(new ServerMessage.Pong(id));
                case ClientAsk.Leave(var id) -> asMember(id, at -> leave(id, at));
                case ClientAsk.Offer(var id, var sdp) -> asMember(id, at -> withinOffers(id, () -> offer(id, at, sdp)));
                case ClientAsk.Restart it -> asMember(it.id(), at -> withinOffers(it.id(), () -> restart(it, at)));
                case ClientAsk.Wish it -> asMember(it.id(), at -> wish(it, at));
                case ClientAsk.InRoom it -> inRoom(it);
            }
        } catch (StoreUnavailable _) {
            refuse(ask.id(), new Outcome.No(Refusal.STORE_UNAVAILABLE));
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "bug in answering " + ask.getClass().getSimpleName(), bug);
            refuse(ask.id(), new Outcome.No(Refusal.BUSY));
        }
    }

    private void join(ClientAsk.Join ask) {
        if (place != null) {
            refuse(ask.id(), new Outcome.No(Refusal.ALREADY_JOINED));
        } else if (ask.protocol() != ClientAsk.PROTOCOL) {
            refuse(
                    ask.id(),
                    new Outcome.No(
                            Refusal.UNKNOWN_PROTOCOL,
                            Integer.toString(ask.protocol()),
                            Integer.toString(ClientAsk.PROTOCOL)));
        } else {
            switch (desk.tokens().read(ask.token())) {
                case Admission.Denied(var why) -> refuse(ask.id(), new Outcome.No(why));
                case Admission.Admitted(var grant) ->
                    desk.gate()
                            .objection(address, grant.room())
                            .ifPresentOrElse(
                                    expected ->
                                            refuse(ask.id(), new Outcome.No(Refusal.TOO_MANY_JOINS, null, expected)),
                                    () -> join(ask, grant));
            }
        }
    }

    private void join(ClientAsk.Join ask, Grant grant) {
        var prepared = desk.arrivals().bySocket(grant, ask.name(), ask.resumeKey(), connection);
        LiveRoom live = desk.rooms().acquire(grant.room());
        boolean in = false;
        try {
            var join = new RoomAsk.Join(prepared.arrival());
            Welcome welcome = desk.welcome(ask.id(), prepared.resumeSecret());
            Outcome outcome = desk.service().join(live, join, connection, welcome);
            if (outcome instanceof Outcome.Done done) {
                place = new Place(live, grant.room(), Outcomes.joiner(done));
                in = true;
            }
            settle(ask.id(), outcome);
        } finally {
            if (!in) {
                desk.rooms().release(grant.room());
            }
        }
    }

    /// A join's answer was told when it was seated; this counts it, or refuses.
    private void settle(String id, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> refusalsInARow = 0;
            case Outcome.No no -> refuse(id, no);
        }
    }

    private void leave(String id, Place at) {
        var ask = new RoomAsk.Leave(at.who(), LeaveReason.LEFT);
        desk.service().ask(at.room(), new Actor.Member(at.who()), ask);
        over = true;
        said(new ServerMessage.Reply(id));
        connection.close(Closing.DONE);
    }

    private void withinOffers(String id, Runnable deed) {
        if (offers.take(heardAt.toEpochMilli())) {
            deed.run();
        } else {
            refuse(id, tooMany(Refusal.TOO_MANY_OFFERS, OFFERS));
        }
    }

    private void offer(String id, Place at, String sdp) {
        Optional<Participant> me = at.live().state().participant(at.who());
        if (me.isEmpty()) {
            boolean waits = at.live().state().waiting(at.who()).isPresent();
            refuse(id, new Outcome.No(waits ? Refusal.NOT_ADMITTED : Refusal.NOT_JOINED));
            return;
        }
        switch (desk.media().open(at.room(), me.get(), sdp)) {
            case MediaDesk.Reply.Opened(var media, var session) -> {
                Optional.ofNullable(at.live().seats().get(at.who())).ifPresent(it -> it.media(media));
                standing(at, me.get(), media);
                said(new ServerMessage.Answer(id, session.sdp(), session.etag()));
            }
            case MediaDesk.Reply.No no -> refuse(id, no);
            case MediaDesk.Reply.Patched _ -> refuse(id, new Outcome.No(Refusal.MEDIA_REFUSED));
        }
    }

    /// What changed while the node was answering was sent to a session that was not there yet.
    private void standing(Place at, Participant before, MediaRef media) {
        at.live()
                .state()
                .participant(at.who())
                .filter(now -> !now.publications().equals(before.publications())
                        || now.role() != before.role()
                        || !Objects.equals(now.breakout(), before.breakout()))
                .ifPresent(now -> NodeOrders.standing(at.room(), now)
                        .forEach(order -> desk.media().send(media, order)));
    }

    private void restart(ClientAsk.Restart ask, Place at) {
        switch (desk.media().patch(at.room(), () -> session(at), ask.fragment(), ask.etag())) {
            case MediaDesk.Reply.Patched(var fragment, var etag) ->
                said(new ServerMessage.Restarted(ask.id(), fragment == null ? "" : fragment, etag == null ? "" : etag));
            case MediaDesk.Reply.No no -> refuse(ask.id(), no);
            case MediaDesk.Reply.Opened _ -> refuse(ask.id(), new Outcome.No(Refusal.MEDIA_REFUSED));
        }
    }

    private void wish(ClientAsk.Wish ask, Place at) {
        var wish = new NodeCommand.Wish(at.room(), at.who(), ask.slots());
        switch (desk.media().wish(at.room(), () -> session(at), wish)) {
            case MediaDesk.Reply.No no -> refuse(ask.id(), no);
            case MediaDesk.Reply.Patched _, MediaDesk.Reply.Opened _ -> said(new ServerMessage.Reply(ask.id()));
        }
    }

    private static Optional<MediaRef> session(Place at) {
        return seat(at).flatMap(Seat::media);
    }

    private static Optional<Seat> seat(Place at) {
        return Optional.ofNullable(at.live().seats().get(at.who()));
    }

    private void inRoom(ClientAsk.InRoom ask) {
        if (RoomAsks.isSaying(ask) && !sayings.take(heardAt.toEpochMilli())) {
            refuse(ask.id(), tooMany(Refusal.TOO_MANY_MESSAGES, SAYINGS));
            return;
        }
        asMember(ask.id(), at -> {
            RoomAsk asked = new RoomAsks(heardAt, desk.arrivals()::seed).of(ask);
            switch (desk.service().ask(at.room(), new Actor.Member(at.who()), asked)) {
                case Outcome.Done _ -> said(new ServerMessage.Reply(ask.id()));
                case Outcome.No no -> refuse(ask.id(), no);
            }
        });
    }

    private void asMember(String id, Consumer<Place> deed) {
        place().ifPresentOrElse(deed, () -> refuse(id, new Outcome.No(Refusal.NOT_JOINED)));
    }

    private void said(ServerMessage answer) {
        refusalsInARow = 0;
        connection.tell(answer);
    }

    private void refuse(String id, MediaDesk.Reply.No no) {
        refuse(id, new Outcome.No(no.why(), no.code(), no.detail()));
    }

    private static Outcome.No tooMany(Refusal why, TokenBucket.Rate rate) {
        return new Outcome.No(why, null, "at most " + rate.text());
    }

    private void refuse(@Nullable String id, Outcome.No no) {
        refuse(new ServerMessage.Refused(id, no.why().code(), no.why().message(), no.value(), no.expected()));
    }

    private void refuse(Reading.Malformed<ClientAsk> it) {
        String value = it.path() == null ? it.value() : it.path() + ": " + it.value();
        refuse(new ServerMessage.Refused(
                it.askId(), it.code().word(), "This message is not understood.", value, it.expected()));
    }

    private void refuse(ServerMessage.Refused refused) {
        desk.meters().refused("socket", refused.code());
        connection.tell(refused);
        if (++refusalsInARow >= REFUSALS_IN_A_ROW) {
            over = true;
            connection.close(Closing.POLICY);
        }
    }
}
