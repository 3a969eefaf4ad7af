package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RemovalReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.ParticipantMoved;
import dev.parley.protocol.meeting.PollView;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Changes;
import dev.parley.signaling.store.EmbeddedRedis;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Hosts are at one signaling server, guests at the other: whatever is told went through Redis.
@DisplayName("everything a host and guests do, on two signaling servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeMeetingTest {
    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final FakeNode node = new FakeNode("node-1");
    private final Map<String, Object> settings = Map.of("parley.redis-url", redis.url(), "parley.grace-seconds", 5);
    private final Server one = Server.start(List.of(node), settings);
    private final Server two = Server.start(List.of(node), settings);

    @AfterAll
    void stop() throws IOException {
        one.close();
        two.close();
        node.close();
        redis.close();
    }

    private ServerMessage.Joined host(Guest host, String room) {
        return host.join(one.token(room, "host", "host"));
    }

    private void set(Guest host, SettingsChange change) {
        host.done(new ClientAsk.ChangeSettings(host.nextId(), change));
        host.next(ServerMessage.SettingsChanged.class);
    }

    private ServerMessage.Waiting knock(Guest guest, String room, String identity) {
        guest.say(
                new ClientAsk.Join(guest.nextId(), ClientAsk.PROTOCOL, one.token(room, "guest", identity), null, null));
        return guest.next(ServerMessage.Waiting.class);
    }

    @Test
    @DisplayName("people wait in line, see their place and the host's message, and hear nothing else until let in")
    void waitingRoom() throws Exception {
        try (var host = one.guest();
                var ada = two.guest();
                var bob = two.guest()) {
            host(host, "waiting");
            set(host, Changes.WAIT);
            assertThat(knock(ada, "waiting", "ada").place()).isEqualTo(1);
            var bobWaits = knock(bob, "waiting", "bob");
            assertThat(bobWaits.place()).isEqualTo(2);
            var adaSeen = host.next(ServerMessage.WaitingJoined.class).participant();
            assertThat(adaSeen.name()).isEqualTo("ada");

            assertThat(bob.refused(new ClientAsk.Chat(bob.nextId(), "let me in", null))
                            .code())
                    .isEqualTo("not-admitted");
            assertThat(bob.refused(new ClientAsk.Offer(bob.nextId(), "v=0\r\n")).code())
                    .isEqualTo("not-admitted");
            host.done(new ClientAsk.Chat(host.nextId(), "They wait.", null));
            host.done(new ClientAsk.TellWaiting(host.nextId(), "One moment."));
            assertThat(bob.next(ServerMessage.WaitingChanged.class))
                    .isEqualTo(new ServerMessage.WaitingChanged(2, "One moment."));
            host.done(new ClientAsk.Admit(host.nextId(), List.of(adaSeen.id())));
            var adaIn = ada.next(ServerMessage.Joined.class);
            assertThat(adaIn.id()).as("the id of the join").isEqualTo("1");
            assertThat(adaIn.room().waiting())
                    .as("a guest does not see who waits")
                    .isEmpty();
            assertThat(bob.next(ServerMessage.WaitingChanged.class).place()).isEqualTo(1);
            host.done(new ClientAsk.Deny(host.nextId(), bobWaits.you(), "Not today."));
            assertThat(bob.next(ServerMessage.Removed.class))
                    .isEqualTo(new ServerMessage.Removed(RemovalReason.DENIED, "Not today."));
            assertThat(bob.closed()).isEqualTo(1000);
            assertThat(bob.skipped())
                    .as("nothing of the meeting reaches who waits")
                    .allMatch(it -> it instanceof ServerMessage.WaitingChanged);
        }
    }

    @Test
    @DisplayName("a lost socket keeps the place in the line")
    void placeKept() {
        try (var host = one.guest();
                var ada = two.guest();
                var bob = two.guest();
                var again = one.guest()) {
            host(host, "line");
            set(host, Changes.WAIT);
            knock(ada, "line", "ada");
            knock(bob, "line", "bob");
            ada.vanish();
            assertThat(knock(again, "line", "ada").place()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a private message reaches two; an edit and a deletion reach whoever read it")
    void chat() {
        try (var host = one.guest();
                var ada = two.guest();
                var bob = two.guest()) {
            host(host, "chat");
            var adaIn = ada.join(one.token("chat", "guest", "ada"));
            bob.join(one.token("chat", "guest", "bob"));
            host.done(new ClientAsk.Chat(host.nextId(), "for ada", Guest.id(adaIn)));
            host.done(new ClientAsk.Chat(host.nextId(), "for all", null));
            assertThat(ada.next(ServerMessage.ChatAdded.class).message().text()).isEqualTo("for ada");
            ChatMessage all = bob.next(ServerMessage.ChatAdded.class).message();
            assertThat(all.text()).isEqualTo("for all");
            host.done(new ClientAsk.EditChat(host.nextId(), all.id(), "for everyone"));
            assertThat(bob.next(ServerMessage.ChatChanged.class).message().editedAt())
                    .isNotNull();
            host.done(new ClientAsk.DeleteChat(host.nextId(), all.id()));
            assertThat(bob.next(ServerMessage.ChatDeleted.class).message()).isEqualTo(all.id());
            ada.done(new ClientAsk.React(ada.nextId(), "🎉"));
            assertThat(bob.next(ServerMessage.Reaction.class).emoji()).isEqualTo("🎉");
        }
    }

    @Test
    @DisplayName("breakouts: assigned, talking apart, a broadcast to all, back with the main chat intact")
    void breakouts() {
        try (var host = one.guest();
                var ada = two.guest();
                var bob = two.guest()) {
            host(host, "class");
            var adaIn = ada.join(one.token("class", "guest", "ada"));
            var bobIn = bob.join(one.token("class", "guest", "bob"));
            host.done(new ClientAsk.Chat(host.nextId(), "before", null));
            open(host, adaIn.you(), bobIn.you());
            var red = ada.next(ServerMessage.BreakoutAssigned.class);
            var blue = bob.next(ServerMessage.BreakoutAssigned.class);
            assertThat(ada.next(ServerMessage.BreakoutsChanged.class).moved())
                    .as("told before where: who is there")
                    .containsExactly(new ParticipantMoved(
                            adaIn.you().id(),
                            Objects.requireNonNull(red.breakout()).id()));
            assertThat(ada.next(ServerMessage.BreakoutsChanged.class).moved())
                    .as("told then: where everybody is")
                    .hasSize(2);
            assertThat(name(red)).isEqualTo("Red");
            assertThat(name(blue)).isEqualTo("Blue");
            assertThat(red.chat()).isEmpty();
            assertThat(host.next(ServerMessage.BreakoutsChanged.class).moved()).hasSize(2);

            ada.done(new ClientAsk.Chat(ada.nextId(), "only red", null));
            host.done(new ClientAsk.Broadcast(host.nextId(), "two minutes"));
            assertThat(ada.next(ServerMessage.BroadcastSent.class).text()).isEqualTo("two minutes");
            assertThat(bob.next(ServerMessage.BroadcastSent.class).name()).isEqualTo("host");
            host.done(new ClientAsk.CloseBreakouts(host.nextId(), null));
            var back = bob.next(ServerMessage.BreakoutAssigned.class);
            assertThat(back.breakout()).isNull();
            assertThat(back.chat()).extracting(ChatMessage::text).containsExactly("before");
            assertThat(List.of(bob.skipped(), host.skipped()))
                    .as("what was said in Red stayed there")
                    .noneMatch(all -> all.toString().contains("only red"));
        }
    }

    @Test
    @DisplayName("whoever comes back, by another server, lands in their breakout with its chat")
    void backToBreakout() {
        try (var host = one.guest();
                var ada = two.guest();
                var bob = two.guest();
                var again = one.guest()) {
            host(host, "landing");
            var adaIn = ada.join(one.token("landing", "guest", "ada"));
            var bobIn = bob.join(one.token("landing", "guest", "bob"));
            open(host, adaIn.you(), bobIn.you());
            var red = ada.next(ServerMessage.BreakoutAssigned.class);
            ada.done(new ClientAsk.Chat(ada.nextId(), "note to self", null));
            ada.vanish();
            var back = again.join(one.token("landing", "guest", "ada"));
            assertThat(back.you().breakout())
                    .isEqualTo(Objects.requireNonNull(red.breakout()).id());
            assertThat(back.chat()).extracting(ChatMessage::text).containsExactly("note to self");
        }
    }

    private static void open(Guest host, ParticipantView first, ParticipantView second) {
        host.done(new ClientAsk.OpenBreakouts(
                host.nextId(),
                List.of("Red", "Blue"),
                BreakoutChoice.MANUAL,
                List.of(new BreakoutAssignment(first.id(), 0), new BreakoutAssignment(second.id(), 1)),
                null));
    }

    private static String name(ServerMessage.BreakoutAssigned assigned) {
        return Objects.requireNonNull(assigned.breakout()).name();
    }

    @Test
    @DisplayName("a webinar: viewers are counted, and listed only for the host, who promotes one of them")
    void webinar() {
        try (var host = one.guest();
                var ada = two.guest();
                var bob = two.guest()) {
            host(host, "webinar");
            set(host, Changes.WEBINAR);
            var adaIn = ada.join(one.token("webinar", "guest", "ada"));
            assertThat(adaIn.you().role()).isEqualTo(Role.VIEWER);
            var bobIn = bob.join(one.token("webinar", "guest", "bob"));
            assertThat(bobIn.room().viewers()).isEqualTo(2);
            assertThat(bobIn.room().participants())
                    .extracting(ParticipantView::identity)
                    .containsExactly("host", "bob");
            ParticipantId adaId = host.next(ServerMessage.ParticipantJoined.class)
                    .participant()
                    .id();
            assertThat(adaId).isEqualTo(Guest.id(adaIn));
            assertThat(bob.next(ServerMessage.ViewersChanged.class).viewers()).isEqualTo(2);
            host.done(new ClientAsk.SetRole(host.nextId(), adaId, Role.GUEST));
            var listed = bob.next(ServerMessage.ParticipantChanged.class).participant();
            assertThat(listed.id()).isEqualTo(adaId);
            assertThat(listed.role()).isEqualTo(Role.GUEST);
        }
    }

    @Test
    @DisplayName("a poll with live results, and a question with an answer")
    void pollAndQuestion() {
        try (var host = one.guest();
                var ada = two.guest()) {
            host(host, "asking");
            ada.join(one.token("asking", "guest", "ada"));
            host.done(new ClientAsk.OpenPoll(host.nextId(), "Tea?", List.of("Yes", "No"), false));
            PollView poll = ada.next(ServerMessage.PollChanged.class).poll();
            ada.done(new ClientAsk.Vote(ada.nextId(), poll.id(), List.of(1)));
            host.next(ServerMessage.PollChanged.class);
            PollView voted = host.next(ServerMessage.PollChanged.class).poll();
            assertThat(voted.options()).extracting(PollView.Option::votes).containsExactly(0, 1);
            assertThat(voted.mine()).as("who voted what is nobody's business").isNull();
            ada.done(new ClientAsk.AskQuestion(ada.nextId(), "Why?"));
            var asked = host.next(ServerMessage.QuestionChanged.class).question();
            host.done(new ClientAsk.AnswerQuestion(host.nextId(), asked.id(), "Because."));
            ada.next(ServerMessage.QuestionChanged.class);
            assertThat(ada.next(ServerMessage.QuestionChanged.class).question().answer())
                    .isEqualTo("Because.");
        }
    }

    @Test
    @DisplayName("who types faster than anybody can is told so, and their other asks are still answered")
    void tooManyMessages() {
        try (var host = one.guest()) {
            host(host, "talkative");
            for (int i = 0; i < 20; i++) {
                host.done(new ClientAsk.Chat(host.nextId(), "message " + i, null));
            }
            assertThat(host.refused(new ClientAsk.Chat(host.nextId(), "one more", null))
                            .code())
                    .isEqualTo("too-many-messages");
            assertThat(host.refused(new ClientAsk.RaiseHand(host.nextId(), true))
                            .code())
                    .as("everyone is told of a hand, as of a message")
                    .isEqualTo("too-many-messages");
            host.done(new ClientAsk.SetPublishing(host.nextId(), Source.MICROPHONE, false, true));
        }
    }
}
