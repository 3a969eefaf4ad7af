package dev.parley.signaling.rooms;

import static dev.parley.signaling.rooms.People.NOON;
import static dev.parley.signaling.rooms.People.after;
import static dev.parley.signaling.rooms.People.arrival;
import static dev.parley.signaling.rooms.People.id;
import static dev.parley.signaling.rooms.People.join;
import static dev.parley.signaling.rooms.People.member;
import static dev.parley.signaling.rooms.People.roomOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("room rules")
class RoomRulesTest {
    private static final RoomRules RULES = new RoomRules(RoomLimits.STANDARD);
    private static final Actor SERVER = new Actor.Server();

    /// One of each role, all sending everything they may, and another host beside the host.
    private static RoomState everyone() {
        RoomState room = roomOf(Role.HOST, Role.COHOST, Role.GUEST, Role.VIEWER);
        room = after(room, SERVER, join("other", Role.HOST));
        for (String name : List.of("host", "cohost", "guest", "other")) {
            room = after(room, member(name), new RoomAsk.SetPublishing(Source.MICROPHONE, false, true));
        }
        return room;
    }

    /// What is asked in the tables below, upon whoever is named.
    private static final Map<String, Function<String, RoomAsk>> CONTROLS = Map.of(
            "mute", who -> new RoomAsk.SetMuted(id(who), Source.MICROPHONE, true),
            "ask to unmute", who -> new RoomAsk.AskUnmute(id(who), Source.MICROPHONE),
            "remove", who -> new RoomAsk.Remove(id(who), "because"),
            "make co-host", who -> new RoomAsk.SetRole(id(who), Role.COHOST),
            "make viewer", who -> new RoomAsk.SetRole(id(who), Role.VIEWER));

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("who may do what to whom")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            control       | upon   | host            | cohost          | guest         | viewer        | server
            mute          | guest  | ok              | ok              | not-moderator | not-moderator | ok
            mute          | cohost | ok              | ok              | not-moderator | not-moderator | ok
            mute          | other  | ok              | target-is-host  | not-moderator | not-moderator | ok
            mute          | viewer | no-such-track   | no-such-track   | not-moderator | not-moderator | no-such-track
            ask to unmute | guest  | ok              | ok              | not-moderator | not-moderator | ok
            ask to unmute | other  | ok              | ok              | not-moderator | not-moderator | ok
            ask to unmute | viewer | may-not-publish | may-not-publish | not-moderator | not-moderator | may-not-publish
            remove        | guest  | ok              | ok              | not-moderator | not-moderator | ok
            remove        | viewer | ok              | ok              | not-moderator | not-moderator | ok
            remove        | other  | target-is-host  | target-is-host  | not-moderator | not-moderator | ok
            make co-host  | guest  | ok              | not-host        | not-host      | not-host      | ok
            make co-host  | viewer | ok              | not-host        | not-host      | not-host      | ok
            make viewer   | other  | ok              | not-host        | not-host      | not-host      | ok
            """)
    void moderation(
            String control, String upon, String host, String cohost, String guest, String viewer, String server) {
        RoomAsk ask = Objects.requireNonNull(CONTROLS.get(control)).apply(upon);
        RoomState room = everyone();
        assertThat(List.of(
                        verdict(room, member("host"), ask),
                        verdict(room, member("cohost"), ask),
                        verdict(room, member("guest"), ask),
                        verdict(room, member("viewer"), ask),
                        verdict(room, SERVER, ask)))
                .containsExactly(host, cohost, guest, viewer, server);
    }

    @Test
    @DisplayName("whoever is not there cannot be acted upon, not even by the server")
    void nobody() {
        RoomState room = everyone();
        for (var control : CONTROLS.values()) {
            for (Actor actor : List.of(member("host"), member("guest"), SERVER)) {
                assertThat(verdict(room, actor, control.apply("nobody"))).isEqualTo("no-such-participant");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what everyone may do for themselves")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ask                  | host | cohost | guest | viewer          | stranger
            show camera          | ok   | ok     | ok    | may-not-publish | not-joined
            chat                 | ok   | ok     | ok    | ok              | not-joined
            chat nothing         | chat-not-valid | chat-not-valid | chat-not-valid | chat-not-valid | not-joined
            rename               | ok   | ok     | ok    | ok              | not-joined
            rename to a bell     | name-not-valid | name-not-valid | name-not-valid | name-not-valid | not-joined
            raise hand           | ok   | ok     | ok    | ok              | not-joined
            close the room       | ok   | not-host | not-host | not-host   | not-host
            """)
    void own(String ask, String host, String cohost, String guest, String viewer, String stranger) {
        RoomAsk asked =
                switch (ask) {
                    case "show camera" -> new RoomAsk.SetPublishing(Source.CAMERA, false, true);
                    case "chat" -> new RoomAsk.Chat("hello\nall", NOON);
                    case "chat nothing" -> new RoomAsk.Chat(" \n", NOON);
                    case "rename" -> new RoomAsk.Rename(" Zoë <b>👋</b> ");
                    case "rename to a bell" -> new RoomAsk.Rename("ding\u0007");
                    case "raise hand" -> new RoomAsk.RaiseHand(true, NOON);
                    case "close the room" -> new RoomAsk.Close("ended");
                    default -> throw new AssertionError(ask);
                };
        RoomState room = everyone();
        assertThat(List.of(
                        verdict(room, member("host"), asked),
                        verdict(room, member("cohost"), asked),
                        verdict(room, member("guest"), asked),
                        verdict(room, member("viewer"), asked),
                        verdict(room, member("stranger"), asked)))
                .containsExactly(host, cohost, guest, viewer, stranger);
    }

    @Test
    @DisplayName("limits say what was asked and what is allowed")
    void limits() {
        RoomState room = everyone();
        assertThat(decide(room, member("guest"), new RoomAsk.Rename("x".repeat(65))))
                .isEqualTo(new Decision.Refused(Refusal.NAME_NOT_VALID, "65 characters", "1..64 characters"));
        assertThat(decide(room, member("guest"), new RoomAsk.Chat("👋".repeat(2_000), NOON)))
                .as("people count characters, not units of UTF-16")
                .isInstanceOf(Decision.Accepted.class);
        assertThat(decide(room, member("host"), new RoomAsk.Remove(id("guest"), "x".repeat(201))))
                .isEqualTo(new Decision.Refused(Refusal.REASON_NOT_VALID, "201 characters", "1..200 characters"));
        var two = new RoomRules(new RoomLimits(2));
        assertThat(two.decide(roomOf(Role.HOST, Role.GUEST), SERVER, join("late", Role.GUEST)))
                .isEqualTo(new Decision.Refused(Refusal.ROOM_FULL, "2 participants", "fewer than 2"));
    }

    @Test
    @DisplayName("the last host stays one, and may hand the meeting over")
    void lastHost() {
        RoomState room = roomOf(Role.HOST, Role.GUEST);
        assertThat(verdict(room, member("host"), new RoomAsk.SetRole(id("host"), Role.GUEST)))
                .isEqualTo("last-host");
        room = after(room, member("host"), new RoomAsk.SetRole(id("guest"), Role.HOST));
        room = after(room, member("host"), new RoomAsk.SetRole(id("host"), Role.GUEST));
        assertThat(room.participant(id("guest")).orElseThrow().role()).isEqualTo(Role.HOST);
    }

    @Test
    @DisplayName("who becomes a viewer sends nothing any more")
    void demoted() {
        RoomState room = after(everyone(), member("host"), new RoomAsk.SetRole(id("guest"), Role.VIEWER));
        Participant guest = room.participant(id("guest")).orElseThrow();
        assertThat(guest.view().tracks()).isEmpty();
        assertThat(guest.publishable()).isEmpty();
    }

    @Test
    @DisplayName("an identity returns to its place; the same identity by WHIP is someone else")
    void returning() {
        RoomState room = roomOf(Role.HOST, Role.GUEST);
        room = after(room, member("host"), new RoomAsk.SetRole(id("guest"), Role.COHOST));
        var again = arrival("again", Role.GUEST, "guest", "socket-2");
        assertThat(decide(room, SERVER, new RoomAsk.Join(again)))
                .isEqualTo(Decision.accept(new RoomEvent.Reconnected(id("guest"), "socket-2", "hash-again")));
        var whip = new Arrival(
                new Arrival.Pass("guest", null, Role.GUEST, List.of(Source.CAMERA), SessionKind.WHIP),
                Arrival.Proof.NONE,
                again.fresh());
        assertThat(after(room, SERVER, new RoomAsk.Join(whip)).participants()).hasSize(3);
    }

    @Test
    @DisplayName("a guest returns by the secret they were given, not by knowing an id")
    void resume() {
        RoomState room =
                after(roomOf(Role.HOST), SERVER, new RoomAsk.Join(arrival("anon", Role.GUEST, null, "socket-1")));
        var back = arrival("back", Role.GUEST, null, "socket-2");
        var right = new Arrival(back.pass(), new Arrival.Proof(id("anon"), "hash-anon"), back.fresh());
        var wrong = new Arrival(back.pass(), new Arrival.Proof(id("anon"), "hash-guess"), back.fresh());
        assertThat(after(room, SERVER, new RoomAsk.Join(right)).participants()).hasSize(2);
        assertThat(after(room, SERVER, new RoomAsk.Join(wrong)).participants()).hasSize(3);
    }

    @Test
    @DisplayName("what is already so is accepted without an event; a late farewell of an old socket changes nothing")
    void idempotent() {
        RoomState room = everyone();
        assertThat(decide(room, member("guest"), new RoomAsk.SetPublishing(Source.MICROPHONE, false, true)))
                .isEqualTo(Decision.accept());
        assertThat(decide(room, member("guest"), new RoomAsk.RaiseHand(false, NOON)))
                .isEqualTo(Decision.accept());
        assertThat(decide(room, SERVER, new RoomAsk.Disconnect(id("guest"), "socket-of-yesterday")))
                .isEqualTo(Decision.accept());
        assertThat(decide(room, SERVER, new RoomAsk.Leave(id("nobody"), LeaveReason.TIMEOUT)))
                .isEqualTo(Decision.accept());
    }

    @Test
    @DisplayName("in a room that is not there only joining and creating make sense")
    void absent() {
        RoomState absent = RoomState.absent(People.DAILY);
        assertThat(verdict(absent, SERVER, new RoomAsk.Close("ended"))).isEqualTo("no-such-room");
        assertThat(verdict(absent, member("guest"), new RoomAsk.Chat("hello", NOON)))
                .isEqualTo("no-such-room");
        assertThat(after(absent, SERVER, join("guest", Role.GUEST)).version()).isEqualTo(2);
        assertThat(verdict(everyone(), SERVER, new RoomAsk.Create(null, NOON))).isEqualTo("room-exists");
    }

    private static String verdict(RoomState room, Actor actor, RoomAsk ask) {
        return switch (decide(room, actor, ask)) {
            case Decision.Accepted _ -> "ok";
            case Decision.Refused(var why, var _, var _) -> why.code();
        };
    }

    private static Decision decide(RoomState room, Actor actor, RoomAsk ask) {
        return RULES.decide(room, actor, ask);
    }
}
