package dev.parley.signaling.store.placement;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.PlacementStore;
import dev.parley.signaling.store.PlacementStore.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any store of placements must do.
public abstract class PlacementContract {
    private final String test = UUID.randomUUID().toString().substring(0, 8);
    private final RoomId room = new RoomId("placed-" + test);
    private final NodeId one = new NodeId("one-" + test);
    private final NodeId two = new NodeId("two-" + test);

    protected abstract PlacementStore placements();

    @Test
    @DisplayName("a room is placed once; moving it needs the epoch that holds, and moves its count along")
    void compareAndSet() {
        assertThat(placements().placement(room)).isEmpty();
        Holds first = place(room, List.of(one, two), 0);
        assertThat(first.decided()).isTrue();
        assertThat(first.placed().node()).isEqualTo(one);
        assertThat(place(room, List.of(two), 0)).isEqualTo(new Holds(first.placed(), false));
        assertThat(place(room, List.of(two), first.placed().epoch() + 1)).isEqualTo(new Holds(first.placed(), false));
        Holds moved = place(room, List.of(two), first.placed().epoch());
        assertThat(moved.decided()).isTrue();
        assertThat(moved.placed().node()).isEqualTo(two);
        assertThat(moved.placed().epoch()).isGreaterThan(first.placed().epoch());
        assertThat(place(room, List.of(one), first.placed().epoch())).isEqualTo(new Holds(moved.placed(), false));
        assertThat(placements().placement(room)).contains(moved.placed());
        assertThat(placements().counts()).doesNotContainKey(one).containsEntry(two, 1L);
    }

    @Test
    @DisplayName("a room that was carried is where it was carried to, above the bound or not, and counts there")
    void moved() {
        Holds first = place(room, List.of(one, two), 0);
        assertThat(first.placed().node()).isEqualTo(one);
        Holds moved = placements().moved(room, one, two, NOON);
        assertThat(moved.decided()).isTrue();
        assertThat(moved.placed().node()).isEqualTo(two);
        assertThat(moved.placed().epoch()).isGreaterThan(first.placed().epoch());
        assertThat(placements().placement(room)).contains(moved.placed());
        assertThat(placements().counts()).doesNotContainKey(one).containsEntry(two, 1L);
        assertThat(placements().moved(room, one, two, NOON))
                .as("whoever hears of it later changes nothing")
                .isEqualTo(new Holds(moved.placed(), false));
        assertThat(placements().moved(room, one, new NodeId("three-" + test), NOON))
                .as("it is not where it was taken from")
                .isEqualTo(new Holds(moved.placed(), false));
        assertThat(place(room, List.of(one), first.placed().epoch()))
                .as("who moves it on must know the new epoch")
                .isEqualTo(new Holds(moved.placed(), false));
    }

    @Test
    @DisplayName("a node takes over more than its share, and a room without a place gets one")
    void movedAll() {
        List<RoomId> rooms = IntStream.range(0, 8)
                .mapToObj(i -> new RoomId("moved-" + test + "-" + i))
                .toList();
        rooms.forEach(it -> place(it, List.of(it.equals(rooms.getLast()) ? two : one), 0));
        rooms.forEach(
                it -> assertThat(placements().moved(it, one, two, NOON).placed().node())
                        .isEqualTo(two));
        assertThat(placements().counts()).doesNotContainKey(one).containsEntry(two, 8L);
        assertThat(placements().moved(room, one, two, NOON).decided()).isTrue();
        assertThat(placements().counts()).containsEntry(two, 9L);
        assertThat(placements().release(room)).isTrue();
        rooms.forEach(placements()::release);
        assertThat(placements().counts()).doesNotContainKey(two);
    }

    @Test
    @DisplayName("without a node a room has no place, and one that has keeps it")
    void noNode() {
        assertThat(placements().place(room, List.of(), 0, NOON)).isEmpty();
        Holds holds = place(room, List.of(one), 0);
        assertThat(place(room, List.of(), holds.placed().epoch())).isEqualTo(new Holds(holds.placed(), false));
    }

    @Test
    @DisplayName("a released room is not counted any more, and a later life has a later epoch")
    void released() {
        Holds before = place(room, List.of(one), 0);
        assertThat(placements().release(room)).isTrue();
        assertThat(placements().release(room)).isFalse();
        assertThat(placements().placement(room)).isEmpty();
        assertThat(placements().counts()).doesNotContainKey(one);
        assertThat(place(room, List.of(one), 0).placed().epoch())
                .isGreaterThan(before.placed().epoch());
    }

    @Test
    @DisplayName("a room is given to one for review, and kept if somebody asked for it meanwhile")
    void reviewed() {
        place(room, List.of(one), 0);
        Instant next = NOON.plusSeconds(600);
        assertThat(reviews(NOON.minusMillis(1), next)).isEmpty();
        assertThat(reviews(NOON, next)).containsExactly(room);
        assertThat(reviews(NOON, next)).isEmpty();
        placements().place(room, List.of(one), 0, next.plusSeconds(1));
        assertThat(placements().releaseUnasked(room, next)).isFalse();
        Instant later = next.plusSeconds(600);
        assertThat(reviews(next.plusSeconds(1), later)).containsExactly(room);
        assertThat(placements().releaseUnasked(room, later)).isTrue();
        assertThat(placements().placement(room)).isEmpty();
        assertThat(placements().counts()).doesNotContainKey(one);
        assertThat(placements().releaseUnasked(room, later)).isFalse();
        assertThat(reviews(later, later)).isEmpty();
    }

    @Test
    @DisplayName("each room gets the node that the pure rule names")
    void agrees() {
        List<NodeId> nodes = IntStream.range(0, 5)
                .mapToObj(i -> new NodeId("node-" + test + "-" + i))
                .toList();
        Map<NodeId, Long> counts = new HashMap<>();
        List<RoomId> rooms = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var next = new RoomId("rule-" + test + "-" + i);
            List<NodeId> ranked = Placement.rank(next, nodes);
            NodeId expected =
                    Placement.choose(ranked, it -> counts.getOrDefault(it, 0L)).orElseThrow();
            assertThat(place(next, ranked, 0).placed().node()).isEqualTo(expected);
            counts.merge(expected, 1L, Long::sum);
            rooms.add(next);
        }
        assertThat(placements().counts()).containsAllEntriesOf(counts);
        rooms.forEach(placements()::release);
        assertThat(placements().counts()).doesNotContainKeys(nodes.toArray(NodeId[]::new));
    }

    @Test
    @DisplayName("three at once agree on every room, and no node is above its bound")
    void burst() throws Exception {
        var burst = new PlacementBurst(List.of(placements(), placements(), placements()), 7, 300);
        burst.run();
        burst.clear();
    }

    private Holds place(RoomId which, List<NodeId> ranked, long epoch) {
        return placements().place(which, ranked, epoch, NOON).orElseThrow();
    }

    /// Of this room: other tests may have left theirs.
    private List<RoomId> reviews(Instant now, Instant next) {
        return placements().claimReviews(now, next, 10_000).stream()
                .filter(room::equals)
                .toList();
    }
}
