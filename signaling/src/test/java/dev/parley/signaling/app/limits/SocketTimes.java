package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.SlotView;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.access.TokenBucket;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.RawSocket;
import dev.parley.signaling.meeting.Conversation;
import dev.parley.signaling.socket.SocketLimits;
import dev.parley.signaling.store.Until;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// How often a client may ask, how long it may be silent, and how slowly it may read.
final class SocketTimes {
    private static final int POLICY = 1008;
    private static final int SLOW = 1013;
    private static final int GONE = -1;
    /// The system sends four megabytes ahead at most, to one who does not read.
    private static final int AHEAD_CHARS = 4 * 1024 * 1024;

    private SocketTimes() {}

    static List<Limit> all() {
        return List.of(
                rate("Conversation.ASKS", Conversation.ASKS, guest -> new ClientAsk.Ping(guest.nextId())),
                rate("Conversation.SAYINGS", Conversation.SAYINGS, guest -> new ClientAsk.React(guest.nextId(), "👍")),
                rate("Conversation.OFFERS", Conversation.OFFERS, guest -> new ClientAsk.Offer(guest.nextId(), "v=0")),
                Limit.of("Conversation.REFUSALS_IN_A_ROW", Conversation.REFUSALS_IN_A_ROW, SocketTimes::insists),
                Limit.of("Conversation.JOIN_WITHIN", Conversation.JOIN_WITHIN.toSeconds(), SocketTimes::idles),
                Limit.of("Conversation.SILENT", Conversation.SILENT.toSeconds(), SocketTimes::silent),
                Limit.of(
                        "SocketLimits.WAITING_CHARS",
                        SocketLimits.WAITING_CHARS,
                        stage -> wakes(stage, 64, Function.identity())),
                Limit.of(
                        "SocketLimits.WAITING_MESSAGES",
                        SocketLimits.WAITING_MESSAGES,
                        stage -> wakes(
                                stage,
                                10,
                                chars -> Math.max(chars, AHEAD_CHARS + 2 * SocketLimits.WAITING_MESSAGES * 600))),
                Limit.of("SocketLimits.SEND_TIMEOUT_MS", SocketLimits.SEND_TIMEOUT_MS, SocketTimes::sleeps));
    }

    private static Limit rate(String name, TokenBucket.Rate rate, Function<Guest, ClientAsk> ask) {
        return Limit.of(name, rate.perSecond(), stage -> {
            Guest guest = stage.guest();
            for (int i = 0; i < 2 * rate.burst(); i++) {
                guest.say(ask.apply(guest));
            }
            var refused = guest.next(ServerMessage.Refused.class);
            assertThat(guest.skipped()).as("answered before").hasSizeGreaterThanOrEqualTo(rate.burst() - 1);
            assertThat(guest.closeCode).isNotDone();
            return Beyond.of(refused);
        });
    }

    private static Beyond insists(Stage stage) throws Exception {
        Guest guest = stage.stranger();
        try {
            for (int i = 0; i < 4 * Conversation.REFUSALS_IN_A_ROW; i++) {
                guest.sayRaw("{}");
            }
        } catch (CompletionException _) {
            // Cut off.
        }
        assertThat(guest.closed()).isEqualTo(POLICY);
        return new Beyond.Closed("policy");
    }

    private static Beyond idles(Stage stage) throws Exception {
        Guest idle = stage.stranger();
        idle.sayRaw("{}");
        idle.next(ServerMessage.Refused.class); // the server knows of the socket by now
        stage.clock().move(Conversation.JOIN_WITHIN.plusSeconds(1));
        assertThat(idle.closed()).isEqualTo(POLICY);
        return new Beyond.Closed("policy");
    }

    /// In two steps, between which the others are heard.
    private static Beyond silent(Stage stage) throws Exception {
        Guest host = stage.host();
        try (var socket = new RawSocket(stage.server().port())) {
            socket.join(stage.server().token(stage.room(), "guest", "silent"));
            host.next(ServerMessage.ParticipantJoined.class);
            stage.clock().move(Conversation.SILENT.minusSeconds(5));
            stage.othersAreHeard();
            stage.clock().move(Duration.ofSeconds(6));
            assertThat(socket.closed()).isEqualTo(POLICY);
        }
        return new Beyond.Closed("policy");
    }

    /// Reads nothing until too much waits, and then goes on: too late.
    private static Beyond wakes(Stage stage, int slots, Function<Integer, Integer> chars) throws Exception {
        Guest host = stage.host();
        try (var reader = new RawSocket(stage.server().port())) {
            reader.join(stage.server().token(stage.room(), "guest", "reader"));
            tell(stage, host, slots, chars.apply(AHEAD_CHARS + 2 * SocketLimits.WAITING_CHARS));
            assertThat(reader.closed()).as("in time for a farewell, or not").isIn(SLOW, GONE);
        }
        return new Beyond.Closed("slow");
    }

    /// Reads nothing at all, though not too much waits.
    private static Beyond sleeps(Stage stage) throws Exception {
        Guest host = stage.host();
        double before = stage.server().metric("parley_sockets_closed_total", "\"slow\"");
        try (var reader = new RawSocket(stage.server().port())) {
            reader.join(stage.server().token(stage.room(), "guest", "reader"));
            tell(stage, host, 64, AHEAD_CHARS + SocketLimits.WAITING_CHARS / 3);
            Until.holds(
                    "the reader is dropped",
                    () -> stage.server().metric("parley_sockets_closed_total", "\"slow\"") > before);
        }
        return new Beyond.Closed("slow");
    }

    /// Much that is meant for the newcomer, and then a word to the host, by which it has all been told.
    private static void tell(Stage stage, Guest host, int slots, int chars) {
        var room = new RoomId(stage.room());
        ParticipantId reader =
                host.next(ServerMessage.ParticipantJoined.class).participant().id();
        var view = Collections.nCopies(slots, new SlotView("x".repeat(30), null, null, null, null));
        int each = slots * 41;
        for (int said = 0; said < chars; said += each) {
            stage.node().say(new NodeEvent.SlotsChanged(room, reader, view));
        }
        stage.node().say(new NodeEvent.SpeakerChanged(room, null, null, null));
        host.next(ServerMessage.SpeakerChanged.class);
    }
}
