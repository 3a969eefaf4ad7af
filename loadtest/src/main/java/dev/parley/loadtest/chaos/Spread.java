package dev.parley.loadtest.chaos;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Moves meetings to nodes that were started again, as whoever runs a fleet would: none returns by itself,
/// and after some faults all would be at one node.
public final class Spread {
    /// A node that has just started must be met by the instance that is asked first.
    private static final int ASKED = 20;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Venue venue;
    private final List<RoomId> rooms;
    private final List<NodeId> nodes;

    public Spread(Venue venue, List<RoomId> rooms, List<NodeId> nodes) {
        this.venue = venue;
        this.rooms = List.copyOf(rooms);
        this.nodes = List.copyOf(nodes);
    }

    /// One room that goes elsewhere.
    public record Order(RoomId room, NodeId from, NodeId to) {}

    /// What would make it even now; nothing when it is.
    public List<Order> due() throws IOException, InterruptedException {
        Map<RoomId, NodeId> where = new LinkedHashMap<>();
        for (RoomId room : rooms) {
            Optional<NodeId> node = venue.node(room);
            node.ifPresent(it -> where.put(room, it));
        }
        return evening(where, nodes);
    }

    /// Of a node among all, from 0.
    int number(NodeId node) {
        return nodes.indexOf(node);
    }

    /// Returns when each was accepted.
    public void order(List<Order> orders, Patience patience) throws IOException, InterruptedException {
        for (Order order : orders) {
            for (int asked = 1; !venue.move(order.room(), order.to()); asked++) {
                if (asked == ASKED) {
                    throw new IOException(
                            "refused %d times: %s to %s, which is ready".formatted(ASKED, order.room(), order.to()));
                }
                patience.pass(AGAIN);
            }
        }
    }

    /// The fewest moves after which no node has two rooms more than another.
    static List<Order> evening(Map<RoomId, NodeId> where, List<NodeId> nodes) {
        List<Place> places = nodes.stream()
                .map(node -> new Place(node, roomsAt(node, where)))
                .toList();
        Comparator<Place> byRooms = Comparator.comparingInt(it -> it.rooms().size());
        List<Order> orders = new ArrayList<>();
        while (true) {
            Place fullest = places.stream().max(byRooms).orElseThrow();
            Place emptiest = places.stream().min(byRooms).orElseThrow();
            if (fullest.rooms().size() - emptiest.rooms().size() < 2) {
                return orders;
            }
            RoomId room = fullest.rooms().removeLast();
            emptiest.rooms().addLast(room);
            orders.add(new Order(room, fullest.node(), emptiest.node()));
        }
    }

    private record Place(NodeId node, Deque<RoomId> rooms) {}

    private static Deque<RoomId> roomsAt(NodeId node, Map<RoomId, NodeId> where) {
        return where.keySet().stream()
                .filter(room -> node.equals(where.get(room)))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }
}
