package dev.parley.signaling.store;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which node holds a room's media, and how many rooms each node holds: one is never true without the other
/// (ADR-0010). Sticky for the life of a room; the epoch grows with every decision about any room, and
/// fences off who still believes in an older one.
public interface PlacementStore {
    record Placed(NodeId node, long epoch) {}

    /// What holds after a call of [#place]. `decided`: by this very call.
    record Holds(Placed placed, boolean decided) {}

    Optional<Placed> placement(RoomId room);

    /// Compare-and-set: where the room is not placed yet, or still is at this epoch, which its node must leave,
    /// it gets the first of the ranked nodes that is below its bound. Answers what holds afterwards, whoever
    /// decided it; empty when the room has no place and there is no node. `review`: when to look whether the
    /// room still exists.
    Optional<Holds> place(RoomId room, List<NodeId> ranked, long epoch, Instant review);

    /// The room's media has gone from one node to another, which holds it now, above its bound or not: it
    /// is placed there, and later than before, if it was at the first or has no place. Answers what holds
    /// afterwards.
    Holds moved(RoomId room, NodeId from, NodeId to, Instant review);

    /// The room is gone, and its node holds one room less. False when it had no place.
    boolean release(RoomId room);

    /// Placed rooms that are due for a look, each given to one caller only: its next look is at `next`.
    List<RoomId> claimReviews(Instant now, Instant next, int limit);

    /// Like [#release], unless somebody asked for the room's place since it was claimed for review.
    boolean releaseUnasked(RoomId room, Instant next);

    /// How many rooms each node holds; nodes without one may be absent.
    Map<NodeId, Long> counts();
}
