package dev.parley.signaling.store.placement;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.PlacementStore;
import dev.parley.signaling.store.PlacementStore.Holds;
import dev.parley.signaling.store.PlacementStore.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Several instances ask for the places of the same rooms at once; then a node leaves, and they ask again.
final class PlacementBurst {
    private static final Instant REVIEW = NOON.plusSeconds(600);

    private final List<PlacementStore> instances;
    private final List<NodeId> nodes;
    private final List<RoomId> rooms;

    PlacementBurst(List<PlacementStore> instances, int nodes, int rooms) {
        String test = UUID.randomUUID().toString().substring(0, 8);
        this.instances = instances;
        this.nodes = IntStream.range(0, nodes)
                .mapToObj(i -> new NodeId("n" + i + "-" + test))
                .toList();
        this.rooms = IntStream.range(0, rooms)
                .mapToObj(i -> new RoomId("r" + i + "-" + test))
                .toList();
    }

    /// Answers the fullest node's rooms over the mean.
    double run() throws Exception {
        Map<RoomId, Placed> before = askAll(nodes);
        double skew = check(before, nodes);
        if (nodes.size() > 1) {
            NodeId gone = nodes.getFirst();
            List<NodeId> rest = nodes.subList(1, nodes.size());
            Map<RoomId, Placed> after = askAll(rest);
            check(after, rest);
            before.forEach((room, place) -> {
                Placed now = Objects.requireNonNull(after.get(room));
                if (place.node().equals(gone)) {
                    assertThat(now.epoch()).isGreaterThan(place.epoch());
                } else {
                    assertThat(now).isEqualTo(place);
                }
            });
            assertThat(instances.getFirst().counts()).doesNotContainKey(gone);
        }
        return skew;
    }

    void clear() {
        rooms.forEach(instances.getFirst()::release);
        assertThat(instances.getFirst().counts()).doesNotContainKeys(nodes.toArray(NodeId[]::new));
    }

    /// Every instance asks for every room, each in an order of its own; all must be told the same.
    private Map<RoomId, Placed> askAll(List<NodeId> active) throws Exception {
        List<Callable<Map<RoomId, Placed>>> all = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            PlacementStore store = instances.get(i);
            int shift = i * rooms.size() / instances.size();
            all.add(() -> {
                Map<RoomId, Placed> told = new HashMap<>();
                for (int k = 0; k < rooms.size(); k++) {
                    RoomId room = rooms.get((k + shift) % rooms.size());
                    told.put(room, ask(store, room, active));
                }
                return told;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<RoomId, Placed>>> told = threads.invokeAll(all);
            for (var it : told) {
                assertThat(it.get()).isEqualTo(told.getFirst().get());
            }
            return told.getFirst().get();
        }
    }

    /// As an instance does: a room whose node is not active moves.
    private static Placed ask(PlacementStore store, RoomId room, List<NodeId> active) {
        List<NodeId> ranked = Placement.rank(room, active);
        Placed placed = store.place(room, ranked, 0, REVIEW).map(Holds::placed).orElseThrow();
        return active.contains(placed.node())
                ? placed
                : store.place(room, ranked, placed.epoch(), REVIEW)
                        .map(Holds::placed)
                        .orElseThrow();
    }

    private double check(Map<RoomId, Placed> places, List<NodeId> active) {
        Map<NodeId, Long> held = new HashMap<>();
        places.values().forEach(it -> held.merge(it.node(), 1L, Long::sum));
        assertThat(active).containsAll(held.keySet());
        assertThat(instances.getFirst().counts()).containsAllEntriesOf(held);
        assertThat(places.values().stream().map(Placed::epoch)).doesNotHaveDuplicates();
        long most = held.values().stream().mapToLong(Long::longValue).max().orElse(0);
        assertThat(most).isLessThanOrEqualTo(Placement.bound(rooms.size(), active.size()));
        return rooms.isEmpty() ? 1 : (double) most * active.size() / rooms.size();
    }
}
