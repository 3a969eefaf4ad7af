package dev.parley.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.client.TrackView;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Views;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("ViewCheck: what somebody sees against what is")
class ViewCheckTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final BreakoutId ASIDE = new BreakoutId("b-1");
    private static final BreakoutsView BREAKOUTS =
            new BreakoutsView(List.of(new BreakoutView(ASIDE, "Aside")), BreakoutChoice.MANUAL, NOON, null);
    private static final Seen ANN = new Seen("p-ann", Role.HOST, null, true, null, false);
    private static final Seen BEN = new Seen("p-ben", Role.GUEST, NOON, true, ASIDE, true);

    record Seen(
            String id,
            Role role,
            @Nullable Instant hand,
            boolean connected,
            @Nullable BreakoutId place,
            boolean muted) {
        ParticipantView view() {
            var track = new TrackView(Source.MICROPHONE, muted, 17);
            return new ParticipantView(
                    new ParticipantId(id), "i-" + id, id, role, NOON, hand, connected, place, List.of(track));
        }
    }

    record Planted(String name, Function<Seen, Seen> change, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    @DisplayName("nothing is found where all is equal")
    void equal() {
        assertThat(ViewCheck.differences(room(ANN, BEN), people(ANN, BEN), BREAKOUTS))
                .isEmpty();
    }

    static Stream<Planted> planted() {
        return Stream.of(
                new Planted(
                        "a role", it -> new Seen(it.id, Role.COHOST, it.hand, true, it.place, it.muted), "the role"),
                new Planted("a hand", it -> new Seen(it.id, it.role, null, true, it.place, it.muted), "the hand"),
                new Planted("a mute", it -> new Seen(it.id, it.role, it.hand, true, it.place, false), "the tracks"),
                new Planted("a place", it -> new Seen(it.id, it.role, it.hand, true, null, it.muted), "the place"),
                new Planted("a socket", it -> new Seen(it.id, it.role, it.hand, false, it.place, true), "connected"));
    }

    @ParameterizedTest
    @MethodSource("planted")
    @DisplayName("a planted difference is found, and only that")
    void differs(Planted planted) {
        assertThat(ViewCheck.differences(
                        room(ANN, BEN), people(ANN, planted.change().apply(BEN)), BREAKOUTS))
                .singleElement()
                .asString()
                .contains("p-ben", planted.told());
    }

    @Test
    @DisplayName("who is missing, who is too many, and breakouts that nobody told of are found")
    void missing() {
        assertThat(ViewCheck.differences(room(ANN, BEN), people(ANN), BREAKOUTS))
                .containsExactly("p-ben is there and is not seen");
        assertThat(ViewCheck.differences(room(ANN), people(ANN, BEN), BREAKOUTS))
                .containsExactly("p-ben is seen and is not there");
        assertThat(ViewCheck.differences(room(ANN), people(ANN), null)).hasSize(1);
    }

    private static RoomView room(Seen... people) {
        RoomView empty = Views.whole(RoomState.absent(new RoomId("room")));
        return new RoomView(
                empty.id(),
                null,
                NOON,
                7,
                empty.settings(),
                null,
                Arrays.stream(people).map(Seen::view).toList(),
                0,
                List.of(),
                null,
                List.of(),
                List.of(),
                BREAKOUTS);
    }

    private static Map<ParticipantId, ParticipantView> people(Seen... people) {
        return Arrays.stream(people).map(Seen::view).collect(Collectors.toMap(ParticipantView::id, it -> it));
    }
}
