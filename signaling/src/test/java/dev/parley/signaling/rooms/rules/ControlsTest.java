package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.People.NOON;
import static dev.parley.signaling.rooms.People.after;
import static dev.parley.signaling.rooms.People.id;
import static dev.parley.signaling.rooms.People.join;
import static dev.parley.signaling.rooms.People.member;
import static dev.parley.signaling.rooms.People.roomOf;
import static dev.parley.signaling.rooms.rules.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.BreakoutId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Changes;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The host controls as a table. The meeting: a host, a co-host, a guest and a viewer, all sending what they may, and
/// `other`, a second co-host; eve waits; breakouts are open, and everyone is still in the main room.
@DisplayName("controls: who may do what to whom")
class ControlsTest {
    private static final Actor SERVER = new Actor.Server();

    private static RoomState meeting() {
        RoomState room = roomOf(Role.HOST, Role.COHOST, Role.GUEST, Role.VIEWER);
        room = after(room, SERVER, join("other", Role.COHOST));
        for (String name : List.of("host", "cohost", "guest", "other")) {
            for (Source source : List.of(Source.MICROPHONE, Source.CAMERA)) {
                room = after(room, member(name), new RoomAsk.SetPublishing(source, false, true));
            }
        }
        room = after(People.with(room, Changes.WAIT), SERVER, join("eve", Role.GUEST));
        room = after(room, member("host"), new RoomAsk.OpenPoll("Tea?", List.of("Yes", "No"), false));
        room = after(room, member("guest"), new RoomAsk.AskQuestion("Why?", NOON));
        room = after(room, member("guest"), new RoomAsk.Chat("hello", null, NOON));
        return after(room, member("host"), open(BreakoutChoice.MANUAL));
    }

    private static RoomAsk open(BreakoutChoice choice) {
        return new RoomAsk.OpenBreakouts(
                List.of("Red", "Blue"), choice, List.of(), 10, new RoomAsk.OpenBreakouts.Start(1, NOON));
    }

    /// `-`: not a moderator.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            control          | upon   | host            | cohost          | guest    | viewer    | server
            mute             | guest  | ok              | ok              | -        | -         | ok
            mute             | other  | ok              | ok              | -        | -         | ok
            mute             | host   | ok              | target-is-host  | -        | -         | ok
            mute             | viewer | no-such-track   | no-such-track   | -        | -         | no-such-track
            stop video       | guest  | ok              | ok              | -        | -         | ok
            stop share       | guest  | no-such-track   | no-such-track   | -        | -         | no-such-track
            mute all         |        | ok              | ok              | -        | -         | ok
            ask to unmute    | guest  | ok              | ok              | -        | -         | ok
            ask to unmute    | viewer | may-not-publish | may-not-publish | -        | -         | may-not-publish
            remove           | guest  | ok              | ok              | -        | -         | ok
            remove           | viewer | ok              | ok              | -        | -         | ok
            remove           | other  | ok              | ok              | -        | -         | ok
            remove           | host   | target-is-host  | target-is-host  | -        | -         | ok
            pardon           |        | ok              | ok              | -        | -         | ok
            rename           | guest  | ok              | ok              | -        | -         | ok
            rename           | host   | ok              | target-is-host  | -        | -         | ok
            lower hand       | guest  | ok              | ok              | -        | -         | ok
            make host        | guest  | ok              | not-host        | not-host | not-host  | ok
            make co-host     | viewer | ok              | not-host        | not-host | not-host  | ok
            make guest       | viewer | ok              | not-host        | not-host | not-host  | ok
            make viewer      | other  | ok              | not-host        | not-host | not-host  | ok
            make viewer      | host   | last-host       | not-host        | not-host | not-host  | last-host
            spotlight        | guest  | ok              | ok              | -        | -         | ok
            spotlight        |        | ok              | ok              | -        | -         | ok
            change settings  |        | ok              | ok              | -        | -         | ok
            end for all      |        | ok              | not-host        | not-host | not-host  | ok
            admit            | eve    | ok              | ok              | -        | -         | ok
            admit            | guest  | not-waiting     | not-waiting     | -        | -         | not-waiting
            admit all        |        | ok              | ok              | -        | -         | ok
            deny             | eve    | ok              | ok              | -        | -         | ok
            deny             | guest  | not-waiting     | not-waiting     | -        | -         | not-waiting
            tell waiting     |        | ok              | ok              | -        | -         | ok
            open poll        |        | ok              | ok              | -        | -         | ok
            close poll       |        | ok              | ok              | -        | -         | ok
            answer           |        | ok              | ok              | -        | -         | ok
            dismiss          |        | ok              | ok              | ok       | not-yours | ok
            delete message   |        | ok              | ok              | ok       | not-yours | ok
            open breakouts   |        | breakouts-open  | breakouts-open  | -        | -         | breakouts-open
            send to breakout | guest  | ok              | ok              | -        | -         | ok
            send to breakout | viewer | ok              | ok              | -        | -         | ok
            broadcast        |        | ok              | ok              | -        | -         | ok
            close breakouts  |        | ok              | ok              | -        | -         | ok
            """)
    void moderation(
            String control,
            @Nullable String upon,
            String host,
            String cohost,
            String guest,
            String viewer,
            String server) {
        RoomState room = meeting();
        RoomAsk ask = ask(room, control, upon == null ? "" : upon);
        assertThat(actors().map(actor -> verdict(room, actor, ask)).map(it -> it.equals("not-moderator") ? "-" : it))
                .containsExactly(host, cohost, guest, viewer, server);
    }

    @Test
    @DisplayName("whoever is not there cannot be acted upon, not even by the server")
    void nobody() {
        RoomState room = meeting();
        for (String control : List.of("mute", "ask to unmute", "remove", "rename", "lower hand", "make viewer")) {
            assertThat(actors().map(actor -> verdict(room, actor, ask(room, control, "nobody"))))
                    .as(control)
                    .containsOnly("no-such-participant");
        }
        assertThat(verdict(room, member("guest"), new RoomAsk.Chat("psst", id("nobody"), NOON)))
                .isEqualTo("no-such-participant");
    }

    private static Stream<Actor> actors() {
        return Stream.concat(Stream.of("host", "cohost", "guest", "viewer").map(People::member), Stream.of(SERVER));
    }

    private static RoomAsk ask(RoomState room, String control, String upon) {
        return switch (control) {
            case "mute" -> new RoomAsk.SetMuted(id(upon), Source.MICROPHONE, true);
            case "stop video" -> new RoomAsk.SetMuted(id(upon), Source.CAMERA, true);
            case "stop share" -> new RoomAsk.SetMuted(id(upon), Source.SCREEN, true);
            case "mute all" -> new RoomAsk.MuteAll(Source.MICROPHONE);
            case "ask to unmute" -> new RoomAsk.AskUnmute(id(upon), Source.MICROPHONE);
            case "remove" -> new RoomAsk.Remove(id(upon), "because");
            case "pardon" -> new RoomAsk.Pardon("somebody");
            case "rename" -> new RoomAsk.RenameOther(id(upon), "Zoë");
            case "lower hand" -> new RoomAsk.LowerHand(id(upon));
            case "make host" -> new RoomAsk.SetRole(id(upon), Role.HOST);
            case "make co-host" -> new RoomAsk.SetRole(id(upon), Role.COHOST);
            case "make guest" -> new RoomAsk.SetRole(id(upon), Role.GUEST);
            case "make viewer" -> new RoomAsk.SetRole(id(upon), Role.VIEWER);
            case "spotlight" -> new RoomAsk.Spotlight(upon.isEmpty() ? null : id(upon));
            case "change settings" -> new RoomAsk.ChangeSettings(Changes.LOCK);
            case "end for all" -> new RoomAsk.Close("ended");
            case "admit" -> new RoomAsk.Admit(List.of(id(upon)));
            case "admit all" -> new RoomAsk.Admit(List.of());
            case "deny" -> new RoomAsk.Deny(id(upon), null);
            case "tell waiting" -> new RoomAsk.TellWaiting("Soon.");
            case "open poll" -> new RoomAsk.OpenPoll("Tea?", List.of("Yes", "No"), false);
            case "close poll" ->
                new RoomAsk.ClosePoll(first(room.board().polls().things().keySet()));
            case "answer" ->
                new RoomAsk.AnswerQuestion(
                        first(room.board().questions().things().keySet()), null);
            case "dismiss" ->
                new RoomAsk.DismissQuestion(
                        first(room.board().questions().things().keySet()));
            case "delete message" ->
                new RoomAsk.DeleteChat(first(room.board().chat().things().keySet()));
            case "open breakouts" -> open(BreakoutChoice.RANDOM);
            case "send to breakout" -> new RoomAsk.AssignBreakout(id(upon), red(room));
            case "broadcast" -> new RoomAsk.Broadcast("Come back soon.", NOON);
            case "close breakouts" -> new RoomAsk.CloseBreakouts(null, NOON);
            default -> throw new AssertionError(control);
        };
    }

    private static BreakoutId red(RoomState room) {
        return Objects.requireNonNull(room.breakouts()).rooms().getFirst().id();
    }

    private static String first(Iterable<String> ids) {
        return ids.iterator().next();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what everyone may do for themselves; eve waits")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ask                | moderators      | guest           | viewer          | eve          | stranger
            show camera        | ok              | ok              | may-not-publish | not-admitted | not-joined
            chat               | ok              | ok              | ok              | not-admitted | not-joined
            chat nothing       | chat-not-valid  | chat-not-valid  | chat-not-valid  | not-admitted | not-joined
            write to the host  | ok              | ok              | ok              | not-admitted | not-joined
            edit the message   | not-yours       | ok              | not-yours       | not-admitted | not-joined
            rename             | ok              | ok              | ok              | not-admitted | not-joined
            rename to a bell   | name-not-valid  | name-not-valid  | name-not-valid  | not-admitted | not-joined
            raise hand         | ok              | ok              | ok              | not-admitted | not-joined
            react              | ok              | ok              | ok              | not-admitted | not-joined
            react with words   | emoji-not-valid | emoji-not-valid | emoji-not-valid | not-admitted | not-joined
            vote               | ok              | ok              | ok              | not-admitted | not-joined
            vote for the third | no-such-option  | no-such-option  | no-such-option  | not-admitted | not-joined
            vote for both      | no-such-option  | no-such-option  | no-such-option  | not-admitted | not-joined
            ask a question     | ok              | ok              | ok              | not-admitted | not-joined
            upvote             | ok              | ok              | ok              | not-admitted | not-joined
            """)
    void own(String ask, String moderators, String guest, String viewer, String eve, String stranger) {
        RoomState room = meeting();
        RoomAsk asked = own(room, ask);
        assertThat(Stream.of("host", "cohost", "guest", "viewer", "eve", "stranger")
                        .map(who -> verdict(room, member(who), asked)))
                .containsExactly(moderators, moderators, guest, viewer, eve, stranger);
    }

    private static RoomAsk own(RoomState room, String ask) {
        String poll = first(room.board().polls().things().keySet());
        return switch (ask) {
            case "show camera" -> new RoomAsk.SetPublishing(Source.CAMERA, false, true);
            case "chat" -> new RoomAsk.Chat("hello\nall", null, NOON);
            case "chat nothing" -> new RoomAsk.Chat(" \n", null, NOON);
            case "write to the host" -> new RoomAsk.Chat("psst", id("host"), NOON);
            case "edit the message" ->
                new RoomAsk.EditChat(first(room.board().chat().things().keySet()), "hello again", NOON);
            case "rename" -> new RoomAsk.Rename(" Zoë <b>👋</b> ");
            case "rename to a bell" -> new RoomAsk.Rename("ding\u0007");
            case "raise hand" -> new RoomAsk.RaiseHand(true, NOON);
            case "react" -> new RoomAsk.React("👩🏽‍🚀");
            case "react with words" -> new RoomAsk.React("lol");
            case "vote" -> new RoomAsk.Vote(poll, List.of(1));
            case "vote for the third" -> new RoomAsk.Vote(poll, List.of(2));
            case "vote for both" -> new RoomAsk.Vote(poll, List.of(0, 1));
            case "ask a question" -> new RoomAsk.AskQuestion("Why not?", NOON);
            case "upvote" ->
                new RoomAsk.UpvoteQuestion(
                        first(room.board().questions().things().keySet()), true);
            default -> throw new AssertionError(ask);
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("what settings forbid, and to whom")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            setting   | ask               | host | cohost | guest          | viewer
            no chat   | chat              | ok   | ok     | may-not-chat   | may-not-chat
            no chat   | write to the host | ok   | ok     | ok             | ok
            no share  | share             | ok   | ok     | may-not-share  | may-not-publish
            no unmute | unmute            | ok   | ok     | may-not-unmute | may-not-publish
            no unmute | unmute when asked | ok   | ok     | ok             | may-not-publish
            """)
    void settings(String setting, String ask, String host, String cohost, String guest, String viewer) {
        SettingsChange change =
                switch (setting) {
                    case "no chat" -> Changes.NO_CHAT;
                    case "no share" -> Changes.NO_SHARE;
                    case "no unmute" -> Changes.NO_UNMUTE;
                    default -> throw new AssertionError(setting);
                };
        RoomState room = after(People.with(meeting(), change), SERVER, new RoomAsk.MuteAll(Source.MICROPHONE));
        if (ask.equals("unmute when asked")) {
            room = after(room, member("host"), new RoomAsk.AskUnmute(id("guest"), Source.MICROPHONE));
        }
        RoomAsk asked =
                switch (ask) {
                    case "share" -> new RoomAsk.SetPublishing(Source.SCREEN, false, true);
                    case "unmute", "unmute when asked" -> new RoomAsk.SetPublishing(Source.MICROPHONE, false, true);
                    default -> own(room, ask);
                };
        RoomState now = room;
        assertThat(Stream.of("host", "cohost", "guest", "viewer").map(who -> verdict(now, member(who), asked)))
                .containsExactly(host, cohost, guest, viewer);
    }
}
