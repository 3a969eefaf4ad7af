package dev.parley.signaling.carrying;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.store.PlacementStore.Placed;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Those who are still at the old node a while after their room was moved: their session was opened, or was
/// shaking hands, while the others were carried. They are carried after them.
public final class Stragglers {
    /// Longer than a handshake takes, and than the node needs to carry them by itself.
    static final Duration AFTER = Duration.ofSeconds(3);
    /// Rooms in mid-move that are remembered; of more than this, latecomers are left to their clients.
    private static final int MOVES = 10_000;

    private static final Logger LOG = System.getLogger(Stragglers.class.getName());

    private final Stores stores;
    private final Supplier<Nodes> nodes;
    private final InstantSource clock;
    private final Map<Move, Instant> due = new ConcurrentHashMap<>();

    private record Move(RoomId room, NodeId from, NodeId to) {}

    public Stragglers(Stores stores, Supplier<Nodes> nodes, InstantSource clock) {
        this.stores = stores;
        this.nodes = nodes;
        this.clock = clock;
    }

    void lookLater(RoomId room, NodeId from, NodeId to) {
        if (due.size() < MOVES) {
            due.put(new Move(room, from, to), clock.instant().plus(AFTER));
        }
    }

    public void tick() {
        Instant now = clock.instant();
        due.forEach((move, at) -> {
            if (!now.isBefore(at) && due.remove(move, at)) {
                look(move);
            }
        });
    }

    private void look(Move move) {
        try {
            boolean there = stores.placements()
                    .placement(move.room())
                    .map(Placed::node)
                    .filter(move.to()::equals)
                    .isPresent();
            if (!there) {
                return; // it has gone on since
            }
            stores.rooms().media(move.room()).forEach((who, media) -> {
                if (media.node().equals(move.from())) {
                    LOG.log(Level.INFO, "{0}: {1} is carried after the others to {2}", move.room(), who, move.to());
                    nodes.get().send(move.from(), new NodeCommand.MoveToNode(move.room(), who, move.to()));
                }
            });
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: no look after stragglers: {1}", move.room(), e.getCause());
        }
    }
}
