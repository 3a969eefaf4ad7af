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
        assertThat(Placement.choose(new RoomId("daily"), List.of())).isEmpty();
    }

    @Property
    @Label("no node ever holds more than its bound, whatever came before")
    void bounded(@ForAll @IntRange(min = 1, max = 20) int nodes, @ForAll @IntRange(max = 400) int rooms) {
        Map<NodeId, Integer> loads = placeAll(nodes(nodes), rooms);
        int bound = (int) Math.ceil(Placement.LOAD_FACTOR * rooms / nodes);
        assertThat(loads.values()).allMatch(load -> load <= Math.max(bound, 1));
        assertThat(loads.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(rooms);
    }

    @Property
    @Label("where there is space, a node that goes moves only its own rooms, and one that comes takes only for itself")
    void minimalDisruption(@ForAll @IntRange(min = 2, max = 20) int nodes, @ForAll long seed) {
        var room = new RoomId("room-" + Long.toUnsignedString(seed));
        List<NodeLoad> all =
                nodes(nodes).stream().map(node -> new NodeLoad(node, 0)).toList();
        List<NodeLoad> less = all.subList(0, nodes - 1);
        NodeId gone = all.getLast().node();
        NodeId before = Placement.choose(room, all).orElseThrow();
        NodeId after = Placement.choose(room, less).orElseThrow();
        assertThat(before.equals(gone) || before.equals(after)).isTrue();
    }

    @Property
    @Label("the order of the list does not matter")
    void orderless(@ForAll @IntRange(min = 1, max = 20) int nodes, @ForAll long seed) {
        var room = new RoomId("room-" + Long.toUnsignedString(seed));
        List<NodeLoad> all =
                nodes(nodes).stream().map(node -> new NodeLoad(node, 0)).toList();
        assertThat(Placement.choose(room, all.reversed())).isEqualTo(Placement.choose(room, all));
    }

    private static Map<NodeId, Integer> placeAll(List<NodeId> nodes, int rooms) {
        Map<NodeId, Integer> loads = new HashMap<>();
        nodes.forEach(node -> loads.put(node, 0));
        for (int i = 0; i < rooms; i++) {
            var now = new ArrayList<NodeLoad>();
            loads.forEach((node, load) -> now.add(new NodeLoad(node, load)));
            loads.merge(Placement.choose(new RoomId("room-" + i), now).orElseThrow(), 1, Integer::sum);
        }
        return loads;
    }

    private static List<NodeId> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> new NodeId("node-" + i)).toList();
    }
}
