package dev.parley.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Told;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a crowd does")
class CountsTest {
    private final Counts counts = new Counts();

    @Test
    @DisplayName("is told once for all votes, with all of them, and not again")
    void votes() {
        RoomState room = People.after(
                People.roomOf(Role.HOST, Role.GUEST),
                People.member("host"),
                new RoomAsk.OpenPoll("Tea?", List.of("Yes", "No"), false));
        String poll = room.board().polls().all().iterator().next().id();
        for (int i = 0; i < 100; i++) {
            var vote = new RoomEvent.Voted(poll, People.id("voter-" + i), List.of(i % 2));
            room = room.apply(vote);
            assertThat(counts.gathers(vote)).isTrue();
        }
        List<Told> told = counts.due(room);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().message())
                .isInstanceOfSatisfying(
                        ServerMessage.PollChanged.class,
                        it -> assertThat(it.poll().voters()).isEqualTo(100));
        assertThat(counts.due(room)).isEmpty();
    }

    @Test
    @DisplayName("leaves alone what is no count")
    void others() {
        RoomState room = People.roomOf(Role.HOST);
        assertThat(counts.gathers(new RoomEvent.PollClosed("1"))).isFalse();
        assertThat(counts.due(room)).isEmpty();
    }

    @Test
    @DisplayName("tells how many viewers there are when that has changed")
    void viewers() {
        RoomState room = People.roomOf(Role.HOST, Role.VIEWER);
        assertThat(counts.due(room)).extracting(Told::message).containsExactly(new ServerMessage.ViewersChanged(1));
        assertThat(counts.due(room)).isEmpty();
    }
}
