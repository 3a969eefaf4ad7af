package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.SlotView;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RemovalReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("a meeting over WebSockets, with a node that is only pretended")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingTest {
    private static final String OFFER = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n";

    private final FakeNode node = new FakeNode("node-1");
    private final Server server = Server.start(List.of(node), Map.of("parley.grace-seconds", 1));

    @BeforeAll
    void ready() {
        assertThat(server.send(server.to("/health/ready")).statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        node.close();
    }

    @Test
    @DisplayName("who comes is seen by who is there, and sees everyone; who goes is seen to go")
    void joinAndLeave() throws Exception {
        try (var ada = server.guest();
                var bob = server.guest()) {
            var adaIn = ada.join(server.token("come-and-go", "host", "ada"));
            var bobIn = bob.join(server.token("come-and-go", "guest", "bob"));
            assertThat(adaIn.room().participants())
                    .extracting(ParticipantView::identity)
                    .containsExactly("ada");
            assertThat(bobIn.room().participants())
                    .extracting(ParticipantView::identity)
                    .containsExactly("ada", "bob");
            var seen = ada.next(ServerMessage.ParticipantJoined.class);
            assertThat(seen.participant()).isEqualTo(bobIn.you());
            assertThat(seen.version()).isEqualTo(bobIn.room().version());
            bob.done(new ClientAsk.Leave(bob.nextId()));
            assertThat(ada.next(ServerMessage.ParticipantLeft.class))
                    .isEqualTo(
                            new ServerMessage.ParticipantLeft(seen.version() + 1, Guest.id(bobIn), LeaveReason.LEFT));
            assertThat(bob.closed()).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("an offer goes to the node with what may be published, and its answer comes back")
    void offer() throws Exception {
        try (var ada = server.guest()) {
            var joined = ada.join(server.token("offers", "host", "ada"));
            ada.done(new ClientAsk.SetPublishing(ada.nextId(), Source.MICROPHONE, false, true));
            ada.say(new ClientAsk.Offer(ada.nextId(), OFFER));
            assertThat(ada.next(ServerMessage.Answer.class).etag()).isEqualTo("\"g1\"");
            var asked = nextOffer("offers");
            assertThat(asked.getValue().participant()).isEqualTo(Guest.id(joined));
            assertThat(asked.getValue().sdp()).isEqualTo(OFFER);
            assertThat(asked.getValue().sources())
                    .extracting(PublishedSource::source, PublishedSource::muted)
                    .containsExactly(
                            tuple(Source.MICROPHONE, false),
                            tuple(Source.CAMERA, true),
                            tuple(Source.SCREEN, true),
                            tuple(Source.SCREEN_AUDIO, true));
            ada.say(new ClientAsk.Restart(ada.nextId(), "a=ice-ufrag:x\r\n", "\"g1\""));
            assertThat(ada.next(ServerMessage.Restarted.class))
                    .isEqualTo(new ServerMessage.Restarted("4", "a=ice-ufrag:new\r\n", "\"g2\""));
            assertThat(ada.refused(new ClientAsk.Offer(ada.nextId(), "v=0 CODEC-OF-NOBODY")))
                    .extracting(ServerMessage.Refused::code, ServerMessage.Refused::value)
                    .containsExactly("media-refused", "unknown-codec");
        }
    }

    @Test
    @DisplayName("muting another silences them at the node, and they are told by whom")
    void muteOther() throws Exception {
        try (var ada = server.guest();
                var bob = server.guest()) {
            var adaIn = ada.join(server.token("muting", "host", "ada"));
            var bobIn = bob.join(server.token("muting", "guest", "bob"));
            connect(bob, "muting");
            assertThat(ada.refused(new ClientAsk.MuteOther(ada.nextId(), Guest.id(bobIn), Source.CAMERA))
                            .code())
                    .isEqualTo("no-such-track");
            bob.done(new ClientAsk.SetPublishing(bob.nextId(), Source.MICROPHONE, false, true));
            assertThat(node.nextCommand("muting"))
                    .isEqualTo(setMuted("muting", Guest.id(bobIn), Source.MICROPHONE, false));
            ada.done(new ClientAsk.MuteOther(ada.nextId(), Guest.id(bobIn), Source.MICROPHONE));
            assertThat(bob.next(ServerMessage.MuteRequested.class))
                    .isEqualTo(new ServerMessage.MuteRequested(Guest.id(adaIn), Source.MICROPHONE));
            assertThat(node.nextCommand("muting"))
                    .isEqualTo(setMuted("muting", Guest.id(bobIn), Source.MICROPHONE, true));
            ada.done(new ClientAsk.AskUnmute(ada.nextId(), Guest.id(bobIn), Source.MICROPHONE));
            assertThat(bob.next(ServerMessage.UnmuteRequested.class))
                    .isEqualTo(new ServerMessage.UnmuteRequested(Guest.id(adaIn), Source.MICROPHONE));
            assertThat(bob.refused(new ClientAsk.MuteOther(bob.nextId(), Guest.id(adaIn), Source.MICROPHONE))
                            .code())
                    .isEqualTo("not-moderator");
        }
    }

    @Test
    @DisplayName("wishes go to the node, and what the node says goes to whom it concerns")
    void mediaEvents() throws Exception {
        try (var ada = server.guest();
                var bob = server.guest()) {
            var room = new RoomId("media");
            var adaId = Guest.id(ada.join(server.token("media", "host", "ada")));
            bob.join(server.token("media", "guest", "bob"));
            var wishes = List.of(new SlotWish("6", null, null, 720));
            assertThat(ada.refused(new ClientAsk.Wish(ada.nextId(), wishes)).code())
                    .isEqualTo("no-such-session");
            connect(ada, "media");
            ada.done(new ClientAsk.Wish(ada.nextId(), wishes));
            assertThat(node.nextCommand("media")).isEqualTo(new NodeCommand.Wish(room, adaId, wishes));
            var slots = List.of(new SlotView("6", adaId, Source.CAMERA, 7L, null));
            node.say(new NodeEvent.SlotsChanged(room, adaId, slots));
            node.say(new NodeEvent.SpeakerChanged(room, null, adaId, 7L));
            assertThat(ada.next(ServerMessage.SlotsChanged.class).slots()).isEqualTo(slots);
            assertThat(bob.next(ServerMessage.SpeakerChanged.class).participant())
                    .isEqualTo(adaId);
            var session = new SessionId(lastSession);
            node.say(new NodeEvent.SessionClosed(room, adaId, session, "replaced")); // by her own next offer: no news
            node.say(new NodeEvent.SessionClosed(room, adaId, session, "consent-lost"));
            assertThat(ada.next(ServerMessage.MediaClosed.class).reason()).isEqualTo("consent-lost");
        }
    }

    @Test
    @DisplayName("chat, names and hands reach everyone and the late; markup stays text")
    void chat() {
        String script = "<script>alert('hi')</script>";
        try (var ada = server.guest();
                var bob = server.guest();
                var eve = server.guest()) {
            ada.join(server.token("talk", "host", "ada"));
            bob.join(server.token("talk", "guest", "bob"));
            ada.done(new ClientAsk.Rename(ada.nextId(), script));
            ada.done(new ClientAsk.RaiseHand(ada.nextId(), true));
            ada.done(new ClientAsk.Chat(ada.nextId(), script, null));
            assertThat(bob.next(ServerMessage.ParticipantChanged.class)
                            .participant()
                            .name())
                    .isEqualTo(script);
            assertThat(bob.next(ServerMessage.ParticipantChanged.class)
                            .participant()
                            .hand())
                    .isNotNull();
            assertThat(bob.next(ServerMessage.ChatAdded.class).message().text()).isEqualTo(script);
            var late = eve.join(server.token("talk", "viewer", "eve"));
            assertThat(late.chat())
                    .hasSize(1)
                    .allSatisfy(it -> assertThat(it.text()).isEqualTo(script));
            assertThat(ada.refused(new ClientAsk.Chat(ada.nextId(), "x".repeat(2_001), null)))
                    .extracting(ServerMessage.Refused::code, ServerMessage.Refused::expected)
                    .containsExactly("chat-not-valid", "1..2000 characters");
            assertThat(eve.refused(new ClientAsk.SetPublishing(eve.nextId(), Source.CAMERA, false, true))
                            .code())
                    .isEqualTo("may-not-publish");
        }
    }

    @Test
    @DisplayName("the same identity on another socket takes the place over, with role and hand")
    void replaced() throws Exception {
        try (var first = server.guest();
                var second = server.guest();
                var bob = server.guest()) {
            bob.join(server.token("again", "guest", "bob"));
            var before = first.join(server.token("again", "guest", "ada"));
            first.done(new ClientAsk.RaiseHand(first.nextId(), true));
            connect(first, "again");
            var after = second.join(server.token("again", "guest", "ada"));
            assertThat(Guest.id(after)).isEqualTo(Guest.id(before));
            assertThat(after.you().hand()).isNotNull();
            assertThat(first.next(ServerMessage.Removed.class).reason()).isEqualTo(RemovalReason.REPLACED);
            assertThat(first.closed()).isEqualTo(1000);
            second.done(new ClientAsk.Wish(second.nextId(), List.of()));
            assertThat(bob.next(ServerMessage.ParticipantJoined.class)
                            .participant()
                            .id())
                    .isEqualTo(Guest.id(before));
        }
    }

    @Test
    @DisplayName("a guest without identity returns by the resume key; without it they are someone new")
    void resume() {
        String token = server.token("resume", "guest", "");
        try (var bob = server.guest();
                var first = server.guest();
                var second = server.guest();
                var third = server.guest();
                var fourth = server.guest()) {
            bob.join(server.token("resume", "guest", "bob"));
            var before = first.join(token);
            first.vanish();
            assertThat(bob.next(ServerMessage.ParticipantChanged.class)
                            .participant()
                            .connected())
                    .isFalse();
            var after = second.join(token, before.resumeKey());
            assertThat(Guest.id(after)).isEqualTo(Guest.id(before));
            assertThat(Guest.id(third.join(token, after.resumeKey()))).isEqualTo(Guest.id(before));
            assertThat(Guest.id(fourth.join(token, before.resumeKey())))
                    .as("a newer key was shown since")
                    .isNotEqualTo(Guest.id(before));
        }
    }

    @Test
    @DisplayName("whoever does not come back within the grace time has left, at the node too")
    void timeout() throws Exception {
        try (var bob = server.guest();
                var ada = server.guest()) {
            bob.join(server.token("tunnel", "guest", "bob"));
            var adaIn = ada.join(server.token("tunnel", "guest", "ada"));
            connect(ada, "tunnel");
            ada.vanish();
            assertThat(bob.next(ServerMessage.ParticipantLeft.class))
                    .extracting(ServerMessage.ParticipantLeft::participant, ServerMessage.ParticipantLeft::reason)
                    .containsExactly(Guest.id(adaIn), LeaveReason.TIMEOUT);
            assertThat(node.nextCommand("tunnel"))
                    .isEqualTo(new NodeCommand.CloseParticipant(new RoomId("tunnel"), Guest.id(adaIn), "timeout"));
        }
    }

    @Test
    @DisplayName("a host removes a guest and names a co-host, whose power ends at hosts")
    void moderation() throws Exception {
        try (var ada = server.guest();
                var bob = server.guest();
                var eve = server.guest()) {
            var adaId = Guest.id(ada.join(server.token("order", "host", "ada")));
            var bobId = Guest.id(bob.join(server.token("order", "guest", "bob")));
            var eveId = Guest.id(eve.join(server.token("order", "guest", "eve")));
            ada.done(new ClientAsk.SetRole(ada.nextId(), bobId, Role.COHOST));
            bob.done(new ClientAsk.Remove(bob.nextId(), eveId, "shouting"));
            assertThat(eve.next(ServerMessage.Removed.class))
                    .isEqualTo(new ServerMessage.Removed(RemovalReason.REMOVED, "shouting"));
            assertThat(eve.closed()).isEqualTo(1000);
            assertThat(bob.refused(new ClientAsk.Remove(bob.nextId(), adaId, null))
                            .code())
                    .isEqualTo("target-is-host");
            assertThat(bob.refused(new ClientAsk.SetRole(bob.nextId(), adaId, Role.GUEST))
                            .code())
                    .isEqualTo("not-host");
        }
    }

    @Test
    @DisplayName("mutes decided while the link to the node was away hold when it is back")
    void linkReturns() throws Exception {
        try (var ada = server.guest()) {
            var adaId = Guest.id(ada.join(server.token("linkless", "host", "ada")));
            connect(ada, "linkless");
            ada.done(new ClientAsk.SetPublishing(ada.nextId(), Source.MICROPHONE, false, true));
            assertThat(node.nextCommand("linkless")).isNotNull();
            node.breakLinks();
            ada.done(new ClientAsk.SetPublishing(ada.nextId(), Source.MICROPHONE, true, true));
            NodeCommand repeated = node.nextCommand("linkless");
            while (!(repeated instanceof NodeCommand.SetMuted it && it.source() == Source.MICROPHONE)) {
                repeated = node.nextCommand("linkless");
            }
            assertThat(repeated).isEqualTo(setMuted("linkless", adaId, Source.MICROPHONE, true));
        }
    }

    private String lastSession = "";

    private void connect(Guest guest, String room) throws InterruptedException {
        guest.say(new ClientAsk.Offer(guest.nextId(), OFFER));
        guest.next(ServerMessage.Answer.class);
        nextOffer(room);
        lastSession = node.alive.stream()
                .max(Comparator.comparingInt(it -> Integer.parseInt(it.substring(it.lastIndexOf('s') + 1))))
                .orElseThrow();
    }

    private Map.Entry<RoomId, SessionRequest> nextOffer(String room) throws InterruptedException {
        var next = node.offers.poll(5, TimeUnit.SECONDS);
        while (next != null && !next.getKey().value().equals(room)) {
            next = node.offers.poll(5, TimeUnit.SECONDS);
        }
        return Objects.requireNonNull(next, "no offer came for " + room);
    }

    /// The next command for this room; farewells of other tests' rooms may still be under way.

    private static NodeCommand setMuted(String room, ParticipantId who, Source source, boolean muted) {
        return new NodeCommand.SetMuted(new RoomId(room), who, source, muted);
    }
}
