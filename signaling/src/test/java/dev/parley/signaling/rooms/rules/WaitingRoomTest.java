package dev.parley.signaling.rooms.rules;

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
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Arrival;
import dev.parley.signaling.rooms.Changes;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the waiting room")
class WaitingRoomTest {
    private static final Actor SERVER = new Actor.Server();
    private static final Actor HOST = member("host");

    private static RoomState waiting(String... names) {
        RoomState room = People.with(roomOf(Role.HOST), Changes.WAIT);
        for (String name : names) {
            room = after(room, SERVER, join(name, Role.GUEST));
        }
        return room;
    }

    @Test
    @DisplayName("people wait in the order in which they came, and are let in by one, by several, or all together")
    void order() {
        RoomState room = waiting("ada", "bob", "eve", "kim");
        assertThat(room.waiting().keySet()).containsExactly(id("ada"), id("bob"), id("eve"), id("kim"));
        assertThat(room.placeInLine(id("eve"))).isEqualTo(3);

        room = after(room, HOST, new RoomAsk.Admit(List.of(id("bob"))));
        assertThat(room.placeInLine(id("eve"))).isEqualTo(2);
        room = after(room, HOST, new RoomAsk.Admit(List.of(id("kim"), id("nobody"), id("ada"))));
        assertThat(room.participants().keySet())
                .as("in the order of arrival, and whoever has gone is passed over")
                .containsExactly(id("host"), id("bob"), id("ada"), id("kim"));
        assertThat(RoomState.inOrder(room.participants().values()).keySet())
                .as("as a store keeps them")
                .containsExactlyElementsOf(room.participants().keySet());
        room = after(room, HOST, new RoomAsk.Admit(List.of()));
        assertThat(room.waiting()).isEmpty();
        assertThat(decide(room, HOST, new RoomAsk.Admit(List.of()))).isEqualTo(Decision.accept());
    }

    @Test
    @DisplayName("whoever moderates by token walks in, and so does whoever was in already")
    void walksIn() {
        RoomState room = waiting("ada");
        room = after(room, SERVER, join("cohost", Role.COHOST));
        room = after(room, HOST, new RoomAsk.Admit(List.of(id("ada"))));
        var again = new RoomAsk.Join(arrival("again", Role.GUEST, "ada", "socket-2"));
        assertThat(decide(room, SERVER, again))
                .isEqualTo(Decision.accept(new RoomEvent.Reconnected(id("ada"), "socket-2", "hash-again", null)));
        assertThat(room.participants().keySet()).contains(id("cohost"));
    }

    @Test
    @DisplayName("a lost socket keeps the place in the line, and the grace time ends the wait")
    void reconnect() {
        RoomState room = waiting("ada", "bob");
        room = after(room, SERVER, new RoomAsk.Disconnect(id("ada"), "socket-ada"));
        room = after(room, SERVER, new RoomAsk.Join(arrival("again", Role.GUEST, "ada", "socket-2")));
        assertThat(room.placeInLine(id("ada"))).isEqualTo(1);
        room = after(room, SERVER, new RoomAsk.Leave(id("ada"), LeaveReason.TIMEOUT));
        assertThat(room.placeInLine(id("bob"))).isEqualTo(1);
    }

    @Test
    @DisplayName("whoever was denied may knock again; a wait that nobody ends, ends by itself")
    void denied() {
        RoomState room = after(waiting("ada", "bob"), HOST, new RoomAsk.Deny(id("ada"), "Not now."));
        assertThat(verdict(room, SERVER, join("ada", Role.GUEST))).isEqualTo("ok");
        room = after(room, SERVER, new RoomAsk.EndWaiting(id("bob")));
        assertThat(room.waiting()).isEmpty();
    }

    @Test
    @DisplayName("a locked room lets nobody new wait; a WHIP publisher cannot wait")
    void notEvenWaiting() {
        assertThat(verdict(People.with(waiting(), Changes.LOCK), SERVER, join("ada", Role.GUEST)))
                .isEqualTo("room-locked");
        assertThat(verdict(People.with(waiting(), Changes.LOCK), SERVER, join("boss", Role.COHOST)))
                .isEqualTo("ok");
        Arrival page = arrival("ada", Role.GUEST, "ada", "socket");
        var whip = new Arrival(
                new Arrival.Pass("ada", null, Role.GUEST, List.of(Source.CAMERA), SessionKind.WHIP),
                page.proof(),
                page.fresh());
        assertThat(verdict(waiting(), SERVER, new RoomAsk.Join(whip))).isEqualTo("must-wait");
    }

    @Test
    @DisplayName("in a webinar whoever is let in is a viewer, and the host makes them a guest")
    void webinar() {
        RoomState room = after(People.with(waiting(), Changes.WEBINAR), SERVER, join("ada", Role.GUEST));
        room = after(room, HOST, new RoomAsk.Admit(List.of()));
        assertThat(role(room, id("ada"))).isEqualTo(Role.VIEWER);
        room = after(room, HOST, new RoomAsk.SetRole(id("ada"), Role.GUEST));
        assertThat(room.viewers()).isZero();
        room = after(room, member("ada"), new RoomAsk.SetPublishing(Source.MICROPHONE, false, true));
        assertThat(room.participant(id("ada")).orElseThrow().view().tracks()).hasSize(1);
    }

    @Test
    @DisplayName("the message to those who wait is set, and taken back")
    void message() {
        RoomState room = after(waiting("ada"), HOST, new RoomAsk.TellWaiting(" Five minutes. "));
        assertThat(room.meta().waitingMessage()).isEqualTo("Five minutes.");
        assertThat(after(room, HOST, new RoomAsk.TellWaiting(null)).meta().waitingMessage())
                .isNull();
        assertThat(verdict(room, HOST, new RoomAsk.TellWaiting("x".repeat(501))))
                .isEqualTo("waiting-message-not-valid");
    }

    private static Role role(RoomState room, ParticipantId who) {
        return room.participant(who).orElseThrow().role();
    }

    @Test
    @DisplayName("an empty room ends when its time has come, and not while somebody waits")
    void empty() {
        RoomState room = waiting("ada");
        room = after(room, SERVER, new RoomAsk.Leave(id("host"), LeaveReason.LEFT));
        assertThat(after(room, SERVER, new RoomAsk.EndEmpty()).closed()).isFalse();
        room = after(room, SERVER, new RoomAsk.Leave(id("ada"), LeaveReason.LEFT));
        assertThat(after(room, SERVER, new RoomAsk.EndEmpty()).closed()).isTrue();
    }
}
