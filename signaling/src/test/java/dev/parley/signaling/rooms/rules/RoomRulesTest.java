package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.People.NOON;
import static dev.parley.signaling.rooms.People.after;
import static dev.parley.signaling.rooms.People.arrival;
import static dev.parley.signaling.rooms.People.id;
import static dev.parley.signaling.rooms.People.join;
import static dev.parley.signaling.rooms.People.member;
import static dev.parley.signaling.rooms.People.roomOf;
import static dev.parley.signaling.rooms.rules.Verdicts.decide;
import static dev.parley.signaling.rooms.rules.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Arrival;
import dev.parley.signaling.rooms.Changes;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("room rules")
class RoomRulesTest {
    private static final Actor SERVER = new Actor.Server();

    @Test
    @DisplayName("limits say what was asked and what is allowed")
    void limits() {
        RoomState room = roomOf(Role.HOST, Role.GUEST);
        assertThat(decide(room, member("guest"), new RoomAsk.Rename("x".repeat(65))))
                .isEqualTo(new Decision.Refused(Refusal.NAME_NOT_VALID, "65 characters", "1..64 characters"));
        assertThat(decide(room, member("guest"), new RoomAsk.Chat("👋".repeat(2_000), null, NOON)))
                .as("people count characters, not units of UTF-16")
                .isInstanceOf(Decision.Accepted.class);
        assertThat(decide(room, member("host"), new RoomAsk.Remove(id("guest"), "x".repeat(201))))
                .isEqualTo(new Decision.Refused(Refusal.REASON_NOT_VALID, "201 characters", "1..200 characters"));
        var small = new RoomRules(new RoomLimits(2, 1));
        assertThat(small.decide(room, SERVER, join("late", Role.GUEST)))
                .isEqualTo(new Decision.Refused(Refusal.ROOM_FULL, "2 participants", "fewer than 2"));
        room = after(room, SERVER, join("viewer", Role.VIEWER));
        assertThat(small.decide(room, SERVER, join("another", Role.VIEWER)))
                .isEqualTo(new Decision.Refused(Refusal.ROOM_FULL, "1 viewers", "fewer than 1"));
    }

    @Test
    @DisplayName("there is one host: whoever comes with a second host's token is a co-host, a stand-in gives way")
    void oneHost() {
        RoomState room = after(roomOf(Role.HOST, Role.GUEST), SERVER, join("boss", Role.HOST));
        assertThat(role(room, "boss")).isEqualTo(Role.COHOST);

        room = roomOf(Role.HOST, Role.GUEST);
        room = after(room, SERVER, new RoomAsk.Leave(id("host"), LeaveReason.LEFT));
        assertThat(role(room, "guest")).as("stands in").isEqualTo(Role.HOST);
        room = after(room, SERVER, join("boss", Role.HOST));
        assertThat(role(room, "boss")).isEqualTo(Role.HOST);
        assertThat(role(room, "guest")).isEqualTo(Role.COHOST);
    }

    @Test
    @DisplayName("the host stays one, and may hand the meeting over")
    void handOver() {
        RoomState room = roomOf(Role.HOST, Role.GUEST);
        assertThat(verdict(room, member("host"), new RoomAsk.SetRole(id("host"), Role.GUEST)))
                .isEqualTo("last-host");
        room = after(room, member("host"), new RoomAsk.SetRole(id("guest"), Role.HOST));
        assertThat(role(room, "guest")).isEqualTo(Role.HOST);
        assertThat(role(room, "host")).isEqualTo(Role.COHOST);
    }

    @Test
    @DisplayName("when the host leaves, the longest co-host follows, else the longest guest; or the meeting ends")
    void hostLeaves() {
        var leaves = new RoomAsk.Leave(id("host"), LeaveReason.TIMEOUT);
        RoomState room = roomOf(Role.HOST, Role.VIEWER, Role.GUEST, Role.COHOST);
        room = after(room, SERVER, join("later", Role.COHOST));
        assertThat(role(after(room, SERVER, leaves), "cohost")).isEqualTo(Role.HOST);

        assertThat(role(after(roomOf(Role.HOST, Role.VIEWER, Role.GUEST), SERVER, leaves), "guest"))
                .isEqualTo(Role.HOST);
        assertThat(after(roomOf(Role.HOST, Role.VIEWER), SERVER, leaves).host())
                .as("nobody hosts who only watches")
                .isEmpty();
        assertThat(after(People.with(room, Changes.HOST_ENDS), SERVER, leaves).closed())
                .isTrue();
    }

    @Test
    @DisplayName("who becomes a viewer sends nothing any more, and may again on the same session when promoted")
    void demoted() {
        RoomState room = roomOf(Role.HOST, Role.GUEST);
        room = after(room, member("guest"), new RoomAsk.SetPublishing(Source.CAMERA, false, true));
        room = after(room, member("host"), new RoomAsk.SetRole(id("guest"), Role.VIEWER));
        Participant viewer = room.participant(id("guest")).orElseThrow();
        assertThat(viewer.view().tracks()).isEmpty();
        assertThat(viewer.publishable()).hasSize(4).allMatch(it -> it.muted());
        assertThat(verdict(room, member("guest"), new RoomAsk.SetPublishing(Source.CAMERA, false, true)))
                .isEqualTo("may-not-publish");
        room = after(room, member("host"), new RoomAsk.SetRole(id("guest"), Role.GUEST));
        room = after(room, member("guest"), new RoomAsk.SetPublishing(Source.CAMERA, false, true));
        assertThat(room.participant(id("guest")).orElseThrow().publishable())
                .extracting(it -> it.source() + " " + it.muted())
                .contains("CAMERA false", "SCREEN true");
    }

    @Test
    @DisplayName("an identity returns to its place; the same identity by WHIP is someone else, and no host")
    void returning() {
        RoomState room = roomOf(Role.HOST, Role.GUEST);
        room = after(room, member("host"), new RoomAsk.SetRole(id("guest"), Role.COHOST));
        var again = arrival("again", Role.GUEST, "guest", "socket-2");
        assertThat(decide(room, SERVER, new RoomAsk.Join(again)))
                .isEqualTo(Decision.accept(new RoomEvent.Reconnected(id("guest"), "socket-2", "hash-again", null)));
        var whip = new Arrival(
                new Arrival.Pass("guest", null, Role.HOST, List.of(Source.CAMERA), SessionKind.WHIP),
                Arrival.Proof.NONE,
                again.fresh());
        RoomState with = after(room, SERVER, new RoomAsk.Join(whip));
        assertThat(with.participants()).hasSize(3);
        assertThat(role(with, "again")).isEqualTo(Role.GUEST);
        assertThat(verdict(with, member("host"), new RoomAsk.SetRole(id("again"), Role.COHOST)))
                .isEqualTo("not-a-person");
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
    @DisplayName("a secret is good until the next one was shown: the answer that brought that one may be lost")
    void resumeAgain() {
        RoomState room =
                after(roomOf(Role.HOST), SERVER, new RoomAsk.Join(arrival("anon", Role.GUEST, null, "socket-1")));
        room = after(room, SERVER, back("hash-anon", "one")); // given: one, which never arrives
        room = after(room, SERVER, back("hash-anon", "two"));
        assertThat(room.participants())
                .as("came back though the answer was lost")
                .hasSize(2);
        room = after(room, SERVER, back("hash-two", "three"));
        assertThat(room.participants()).hasSize(2);
        assertThat(after(room, SERVER, back("hash-anon", "four")).participants())
                .as("a newer one was shown since")
                .hasSize(3);
    }

    private static RoomAsk.Join back(String shown, String given) {
        Arrival fresh = arrival(given, Role.GUEST, null, "socket-" + given);
        return new RoomAsk.Join(new Arrival(fresh.pass(), new Arrival.Proof(id("anon"), shown), fresh.fresh()));
    }

    @Test
    @DisplayName("whoever was removed does not come back, until pardoned")
    void removed() {
        RoomState room = after(roomOf(Role.HOST, Role.GUEST), member("host"), new RoomAsk.Remove(id("guest"), null));
        assertThat(verdict(room, SERVER, join("guest", Role.GUEST))).isEqualTo("removed");
        assertThat(verdict(room, SERVER, join("guest", Role.HOST)))
                .as("whatever the token")
                .isEqualTo("removed");
        room = after(room, SERVER, new RoomAsk.Pardon("guest"));
        assertThat(verdict(room, SERVER, join("guest", Role.GUEST))).isEqualTo("ok");
    }

    @Test
    @DisplayName("what is already so is accepted without an event; a late farewell of an old socket changes nothing")
    void idempotent() {
        RoomState room = after(
                roomOf(Role.HOST, Role.GUEST),
                member("guest"),
                new RoomAsk.SetPublishing(Source.MICROPHONE, false, true));
        for (RoomAsk ask : List.of(
                new RoomAsk.SetPublishing(Source.MICROPHONE, false, true),
                new RoomAsk.RaiseHand(false, NOON),
                new RoomAsk.Rename("guest"))) {
            assertThat(decide(room, member("guest"), ask)).isEqualTo(Decision.accept());
        }
        for (RoomAsk ask : List.of(
                new RoomAsk.Disconnect(id("guest"), "socket-of-yesterday"),
                new RoomAsk.Leave(id("nobody"), LeaveReason.TIMEOUT),
                new RoomAsk.ChangeSettings(SettingsChange.NONE),
                new RoomAsk.Spotlight(null),
                new RoomAsk.EndWaiting(id("nobody")),
                new RoomAsk.EndEmpty(),
                new RoomAsk.EndBreakouts(NOON))) {
            assertThat(decide(room, SERVER, ask)).as("%s", ask).isEqualTo(Decision.accept());
        }
    }

    @Test
    @DisplayName("in a room that is not there, or no longer, only joining and creating make sense")
    void absent() {
        RoomState absent = RoomState.absent(People.DAILY);
        assertThat(verdict(absent, SERVER, new RoomAsk.Close("ended"))).isEqualTo("no-such-room");
        assertThat(verdict(absent, member("guest"), new RoomAsk.Chat("hello", null, NOON)))
                .isEqualTo("no-such-room");
        assertThat(after(absent, SERVER, join("guest", Role.GUEST)).version()).isEqualTo(2);
        assertThat(verdict(roomOf(Role.HOST), SERVER, new RoomAsk.Create(null, SettingsChange.NONE, NOON)))
                .isEqualTo("room-exists");

        RoomState closed = after(People.with(roomOf(Role.HOST), Changes.LOCK), SERVER, new RoomAsk.Close("ended"));
        assertThat(verdict(closed, SERVER, new RoomAsk.EndEmpty())).isEqualTo("no-such-room");
        RoomState anew = after(closed, SERVER, join("guest", Role.GUEST));
        assertThat(anew.settings().locked()).as("begun anew").isFalse();
        assertThat(anew.version()).isEqualTo(closed.version() + 2);
    }

    private static Role role(RoomState room, String who) {
        return room.participant(id(who)).orElseThrow().role();
    }
}
