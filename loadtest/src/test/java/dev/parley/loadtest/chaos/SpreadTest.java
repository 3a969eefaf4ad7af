package dev.parley.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Spread: rooms go back to nodes that were started again")
class SpreadTest {
    private static final NodeId ONE = new NodeId("node-1");
    private static final NodeId TWO = new NodeId("node-2");
    private static final NodeId THREE = new NodeId("node-3");
    private static final List<NodeId> NODES = List.of(ONE, TWO, THREE);

    @Test
    @DisplayName("all rooms at one node: as few move as make it even, and each once")
    void evens() {
        Map<RoomId, NodeId> where = rooms(10, ONE);
        List<Spread.Order> orders = Spread.evening(where, NODES);
        assertThat(orders).hasSize(6);
        assertThat(orders).extracting(Spread.Order::room).doesNotHaveDuplicates();
        assertThat(orders).extracting(Spread.Order::from).containsOnly(ONE);
        orders.forEach(it -> where.put(it.room(), it.to()));
        assertThat(NODES.stream()
                        .map(it -> where.values().stream().filter(it::equals).count()))
                .containsExactly(4L, 3L, 3L);
    }

    @Test
    @DisplayName("a difference of one is even")
    void even() {
        Map<RoomId, NodeId> where = rooms(4, ONE, TWO, THREE, ONE);
        assertThat(Spread.evening(where, NODES)).isEmpty();
    }

    private static Map<RoomId, NodeId> rooms(int count, NodeId... nodes) {
        Map<RoomId, NodeId> where = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> where.put(new RoomId("room-" + i), nodes[i % nodes.length]));
        return where;
    }
}
