package dev.parley.loadtest.carry;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.NodeApi;
import dev.parley.loadtest.node.Patience;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Brings rooms to nodes by the REST API.
final class Ferry {
    /// All of them, to a node that may have to be met first.
    private static final Duration CROSSING = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration COPIES = Duration.ofSeconds(30);
    /// A copy is sent each second: after three, that of each session was confirmed.
    private static final Duration CONFIRMED = Duration.ofSeconds(3);

    private final Venue venue;
    private final List<RoomId> rooms;
    private final Patience patience;
    private final LongSupplier clock;

    Ferry(Venue venue, List<RoomId> rooms, Patience patience, LongSupplier clock) {
        this.venue = venue;
        this.rooms = List.copyOf(rooms);
        this.patience = patience;
        this.clock = clock;
    }

    /// Orders it. False when that was refused.
    boolean move(RoomId room, NodeId to) throws IOException, InterruptedException {
        return venue.move(room, to);
    }

    /// Where it is; empty while it has no media.
    Optional<NodeId> where(RoomId room) throws IOException, InterruptedException {
        return venue.node(room);
    }

    private boolean isAt(RoomId room, NodeId node) throws IOException, InterruptedException {
        return where(room).filter(node::equals).isPresent();
    }

    /// Returns when all rooms are there, and the node that keeps each session has a copy of it.
    void bringAll(NodeId to, NodeApi there, int sessions) throws IOException, InterruptedException {
        long untilNs = clock.getAsLong() + CROSSING.toNanos();
        while (!order(to)) {
            if (clock.getAsLong() > untilNs) {
                throw new IOException("not all rooms went to " + to + " within " + CROSSING.toSeconds() + " s");
            }
            patience.pass(AGAIN);
        }
        double before = copies(there);
        untilNs = clock.getAsLong() + COPIES.toNanos();
        patience.pass(CONFIRMED);
        while (copies(there) - before < 2.0 * sessions) {
            if (clock.getAsLong() > untilNs) {
                throw new IOException(to + " does not write its sessions down");
            }
            patience.pass(AGAIN);
        }
    }

    private boolean order(NodeId to) throws IOException, InterruptedException {
        boolean all = true;
        for (RoomId room : rooms) {
            if (!isAt(room, to)) {
                all = false;
                var _ = move(room, to); // refused: the node was not met yet
            }
        }
        return all;
    }

    private static double copies(NodeApi node) throws IOException, InterruptedException {
        return node.metrics().sum("parley_custody_copies_total");
    }
}
