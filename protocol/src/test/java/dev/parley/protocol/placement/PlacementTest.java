package dev.parley.protocol.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("placement")
class PlacementTest {
    @Test
    @DisplayName("no node, no place")
    void none() {
        assertThat(Placement.choose(List.of(), _ -> 0)).isEmpty();
    }

    @Property
    @Label("no node ever holds more than its bound, whatever came before")
    void bounded(@ForAll @IntRange(min = 1, max = 20) int nodes, @ForAll @IntRange(max = 400) int rooms) {
        Map<NodeId, Long> loads = new HashMap<>();
        for (int i = 0; i < rooms; i++) {
            var ranked = Placement.rank(new RoomId("room-" + i), nodes(nodes));
            loads.merge(
                    Placement.choose(ranked, it -> loads.getOrDefault(it, 0L)).orElseThrow(), 1L, Long::sum);
        }
        assertThat(loads.values()).allMatch(load -> load <= Placement.bound(rooms, nodes));
        assertThat(loads.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(rooms);
    }

    @Property
    @Label("the others keep their order when a node goes or comes: only what it had moves")
    void minimalDisruption(@ForAll @IntRange(min = 2, max = 20) int nodes, @ForAll long seed) {
        var room = new RoomId("room-" + Long.toUnsignedString(seed));
        NodeId gone = nodes(nodes).getLast();
        var without = new ArrayList<>(Placement.rank(room, nodes(nodes)));
        without.remove(gone);
        assertThat(Placement.rank(room, nodes(nodes - 1))).isEqualTo(without);
    }

    @Property
    @Label("the order of the list does not matter")
    void orderless(@ForAll @IntRange(min = 1, max = 20) int nodes, @ForAll long seed) {
        var room = new RoomId("room-" + Long.toUnsignedString(seed));
        assertThat(Placement.rank(room, nodes(nodes).reversed())).isEqualTo(Placement.rank(room, nodes(nodes)));
    }

    private static List<NodeId> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> new NodeId("node-" + i)).toList();
    }
}
