package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.SignalingSettings;
import dev.parley.signaling.meeting.Conversation;
import dev.parley.signaling.rooms.RoomLimits;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How much people may leave in a room, also by coming and going.
final class BoardLimits {
    private static final int DEFAULT_VOTERS =
            SignalingSettings.read(_ -> null).rooms().voters();
    private static final int VOTERS = new RoomLimits(Limit.PARTICIPANTS, Limit.VIEWERS).voters();
    /// What one guest says at once.
    private static final int AT_ONCE = Conversation.SAYINGS.burst();

    private BoardLimits() {}

    static List<Limit> all() {
        return List.of(
                Limit.of("RoomLimits.CHAT_HISTORY", RoomLimits.CHAT_HISTORY, BoardLimits::history),
                Limit.of("RoomLimits.POLLS", RoomLimits.POLLS, BoardLimits::polls),
                Limit.of("RoomLimits.QUESTIONS", RoomLimits.QUESTIONS, BoardLimits::questions),
                Limit.of("RoomLimits.voters", DEFAULT_VOTERS, BoardLimits::voters),
                Limit.of("RoomLimits.voters (questions)", DEFAULT_VOTERS, BoardLimits::upvoters),
                Limit.of("RoomLimits.BREAKOUT_LEAVERS", RoomLimits.BREAKOUT_LEAVERS, BoardLimits::leavers));
    }

    private static Beyond history(Stage stage) {
        for (int written = 0; written <= RoomLimits.CHAT_HISTORY; ) {
            Guest author = stage.guest();
            for (int i = 0; i < AT_ONCE && written <= RoomLimits.CHAT_HISTORY; i++) {
                author.done(new ClientAsk.Chat(author.nextId(), Integer.toString(written++), null));
            }
        }
        var joined = (ServerMessage.Joined) stage.knocks(stage.stranger(), "guest", "");
        assertThat(joined.chat()).hasSize(RoomLimits.CHAT_HISTORY);
        assertThat(joined.chat().getFirst().text()).isEqualTo("1");
        return Beyond.FORGOTTEN;
    }

    private static Beyond polls(Stage stage) {
        Guest host = stage.host();
        for (int i = 0; i < RoomLimits.POLLS; i++) {
            host.done(poll(host));
        }
        return Beyond.of(host.refused(poll(host)));
    }

    private static ClientAsk poll(Guest host) {
        return new ClientAsk.OpenPoll(host.nextId(), "?", List.of("a", "b"), false);
    }

    private static Beyond questions(Stage stage) {
        stage.host();
        for (int asked = 0; asked < RoomLimits.QUESTIONS; asked += AT_ONCE) {
            Guest curious = stage.guest();
            for (int i = 0; i < AT_ONCE; i++) {
                curious.done(new ClientAsk.AskQuestion(curious.nextId(), "Why?"));
            }
        }
        Guest last = stage.guest();
        return Beyond.of(last.refused(new ClientAsk.AskQuestion(last.nextId(), "Why not?")));
    }

    private static Beyond voters(Stage stage) {
        Guest host = stage.host();
        host.done(poll(host));
        String poll = host.next(ServerMessage.PollChanged.class).poll().id();
        return comeAndVote(stage, guest -> new ClientAsk.Vote(guest.nextId(), poll, List.of(0)));
    }

    private static Beyond upvoters(Stage stage) {
        Guest host = stage.host();
        host.done(new ClientAsk.AskQuestion(host.nextId(), "Why?"));
        String question =
                host.next(ServerMessage.QuestionChanged.class).question().id();
        return comeAndVote(stage, guest -> new ClientAsk.UpvoteQuestion(guest.nextId(), question, true));
    }

    /// Each comes without an identity, votes and goes, and is somebody new the next time.
    private static Beyond comeAndVote(Stage stage, Function<Guest, ClientAsk> vote) {
        String token = stage.server().token(stage.room(), "guest", "");
        for (int i = 0; i < VOTERS; i++) {
            try (var guest = stage.server().guest()) {
                guest.join(token);
                guest.done(vote.apply(guest));
                guest.done(new ClientAsk.Leave(guest.nextId()));
            }
        }
        Guest last = stage.stranger();
        last.join(token);
        return Beyond.of(last.refused(vote.apply(last)));
    }

    private static Beyond leavers(Stage stage) {
        Guest host = stage.host();
        host.done(new ClientAsk.OpenBreakouts(host.nextId(), List.of("A"), BreakoutChoice.MANUAL, List.of(), null));
        BreakoutId breakout = Objects.requireNonNull(
                        host.next(ServerMessage.BreakoutsChanged.class).breakouts())
                .breakouts()
                .getFirst()
                .id();
        for (int i = 0; i <= RoomLimits.BREAKOUT_LEAVERS; i++) {
            comesAndGoes(stage, "goer-" + i, breakout);
        }
        assertThat(place(stage, "goer-0")).as("the first is forgotten").isNull();
        assertThat(place(stage, "goer-2")).isEqualTo(breakout);
        return Beyond.FORGOTTEN;
    }

    private static void comesAndGoes(Stage stage, String identity, BreakoutId breakout) {
        try (var guest = stage.server().guest()) {
            ParticipantId id = Guest.id(guest.join(stage.server().token(stage.room(), "guest", identity)));
            String assign =
                    "{\"type\":\"assignBreakout\",\"participant\":\"" + id + "\",\"breakout\":\"" + breakout + "\"}";
            var assigned = stage.server().api("POST", stage.api("/controls"), assign);
            assertThat(assigned.statusCode()).isEqualTo(200);
            guest.done(new ClientAsk.Leave(guest.nextId()));
        }
    }

    private static @Nullable BreakoutId place(Stage stage, String identity) {
        return ((ServerMessage.Joined) stage.knocks(stage.stranger(), "guest", identity))
                .you()
                .breakout();
    }
}
