package dev.parley.media.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("who is on the way to another node")
class DeparturesTest {
    private static final RoomId ROOM = new RoomId("room");
    private static final ParticipantId ANN = new ParticipantId("ann");
    private static final ParticipantId BEN = new ParticipantId("ben");
    private static final NodeId THERE = new NodeId("there");
    private static final NodeId ELSEWHERE = new NodeId("elsewhere");
    /// Near the clock's overflow, where only differences can be compared.
    private static final long NOW = Long.MAX_VALUE - 1;

    private final Departures departures = new Departures();

    @Test
    @DisplayName("all of a room goes with it, for five seconds")
    void room() {
        departures.begin(ROOM, null, THERE, NOW);
        assertThat(departures.of(ROOM, NOW)).isEqualTo(THERE);
        assertThat(departures.of(ROOM, ANN, NOW + seconds(4))).isEqualTo(THERE);
        assertThat(departures.of(ROOM, ANN, NOW + seconds(5))).isNull();
        assertThat(departures.of(new RoomId("another"), NOW)).isNull();
    }

    @Test
    @DisplayName("one who goes alone does not take the room along, and goes her own way when it goes, too")
    void alone() {
        departures.begin(ROOM, ANN, THERE, NOW);
        assertThat(departures.of(ROOM, NOW)).isNull();
        assertThat(departures.of(ROOM, BEN, NOW)).isNull();
        departures.begin(ROOM, null, ELSEWHERE, NOW);
        assertThat(departures.of(ROOM, ANN, NOW)).isEqualTo(THERE);
        assertThat(departures.of(ROOM, BEN, NOW)).isEqualTo(ELSEWHERE);
    }

    @Test
    @DisplayName("nobody is, once the room came here")
    void arrived() {
        departures.begin(ROOM, ANN, THERE, NOW);
        departures.begin(ROOM, null, THERE, NOW);
        departures.arrived(ROOM);
        assertThat(departures.of(ROOM, ANN, NOW)).isNull();
    }

    @Test
    @DisplayName("a move that failed is over, another is not")
    void failed() {
        departures.begin(ROOM, ANN, THERE, NOW);
        departures.begin(ROOM, null, ELSEWHERE, NOW);
        departures.failed(ROOM, THERE);
        assertThat(departures.of(ROOM, ANN, NOW)).isEqualTo(ELSEWHERE);
    }

    @Test
    @DisplayName("what is over is forgotten, what is not stays")
    void forgotten() {
        departures.begin(ROOM, ANN, THERE, NOW);
        departures.begin(ROOM, BEN, THERE, NOW + seconds(3));
        departures.tick(NOW + seconds(6));
        assertThat(departures.of(ROOM, ANN, NOW))
                .as("forgotten, even by a clock that went back")
                .isNull();
        assertThat(departures.of(ROOM, BEN, NOW + seconds(6))).isEqualTo(THERE);
    }

    private static long seconds(int count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
