package dev.parley.signaling.carrying;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.PlacementStore.Placed;
import dev.parley.signaling.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Moves that somebody asked for: a room, or one participant of it, to another node in the middle of the call.
public final class Moves {
    /// A move that neither is done nor has failed by then is not heard of any more.
    static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(Moves.class.getName());

    private final Stores stores;
    private final Supplier<Nodes> nodes;
    private final InstantSource clock;
    private final SignalingMeters meters;
    private final Map<Asked, Instant> asked = new ConcurrentHashMap<>();

    private record Asked(RoomId room, NodeId to) {}

    public Moves(Stores stores, Supplier<Nodes> nodes, InstantSource clock, SignalingMeters meters) {
        this.stores = stores;
        this.nodes = nodes;
        this.clock = clock;
        this.meters = meters;
    }

    /// Empty when it is ordered; whether it is done shows by where the media is.
    ///
    /// @param who one of the room; absent for all of it
    public Optional<Outcome.No> order(RoomId room, NodeId to, @Nullable ParticipantId who) {
        Optional<NodeLink> link = nodes.get().find(to);
        if (link.isEmpty()) {
            return Optional.of(new Outcome.No(Refusal.UNKNOWN_NODE, to.value(), "a node that signaling has met"));
        }
        if (link.get().greeting().filter(NodeEvent.Hello::draining).isPresent()) {
            return Optional.of(new Outcome.No(Refusal.NODE_DRAINING, to.value(), "a node that is not draining"));
        }
        Optional<NodeId> home = stores.placements().placement(room).map(Placed::node);
        if (home.isEmpty()) {
            return Optional.of(new Outcome.No(Refusal.NO_MEDIA));
        }
        return who == null ? orderRoom(room, to, home.get()) : orderOne(room, to, home.get(), who);
    }

    private Optional<Outcome.No> orderRoom(RoomId room, NodeId to, NodeId home) {
        return home.equals(to)
                ? Optional.of(new Outcome.No(Refusal.ALREADY_THERE, to.value(), "another node"))
                : send(home, new NodeCommand.MoveToNode(room, null, to));
    }

    private Optional<Outcome.No> orderOne(RoomId room, NodeId to, NodeId home, ParticipantId who) {
        Optional<NodeId> at = stores.rooms().media(room, who).map(MediaRef::node);
        if (at.isEmpty()) {
            return Optional.of(new Outcome.No(Refusal.NO_SUCH_SESSION));
        }
        if (at.get().equals(to)) {
            return Optional.of(new Outcome.No(Refusal.ALREADY_THERE, to.value(), "another node"));
        }
        // Until a room may be on several nodes, that is where the others are.
        return home.equals(to)
                ? send(at.get(), new NodeCommand.MoveToNode(room, who, to))
                : Optional.of(new Outcome.No(Refusal.NOT_THE_ROOMS_NODE, to.value(), home.value()));
    }

    private Optional<Outcome.No> send(NodeId from, NodeCommand.MoveToNode move) {
        Optional<NodeLink> target = nodes.get().find(move.node()).filter(NodeLink::isUp);
        if (target.isEmpty() || !nodes.get().send(from, move)) {
            return Optional.of(new Outcome.No(Refusal.NO_MEDIA_NODE));
        }
        asked.put(new Asked(move.room(), move.node()), clock.instant().plus(ANSWER));
        meters.moveAsked();
        LOG.log(
                Level.INFO,
                "{0}: {1} is to go from {2} to {3}: asked by the API",
                move.room(),
                move.participant() == null ? "all of it" : move.participant(),
                from,
                move.node());
        return Optional.empty();
    }

    void onTaken(NodeId node, NodeEvent.RoomTaken event) {
        if (event.reason() == TakeReason.MOVED && asked.remove(new Asked(event.room(), node)) != null) {
            meters.moveDone();
        }
    }

    void onFailed(NodeId from, NodeEvent.MoveFailed event) {
        if (asked.remove(new Asked(event.room(), event.node())) != null) {
            meters.moveFailed(event.reason());
            LOG.log(
                    Level.INFO,
                    "{0}: not moved from {1} to {2}: {3}",
                    event.room(),
                    from,
                    event.node(),
                    event.reason());
        }
    }

    public void tick() {
        Instant now = clock.instant();
        asked.forEach((it, until) -> {
            if (now.isAfter(until) && asked.remove(it, until)) {
                meters.moveFailed("no-answer");
            }
        });
    }
}
