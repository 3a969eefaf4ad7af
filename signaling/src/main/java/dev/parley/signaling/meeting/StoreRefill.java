package dev.parley.signaling.meeting;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.live.Refill;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Gives a Redis that came back empty what the instances know of it: rooms, timers, media and where it is.
public final class StoreRefill implements Refill {
    /// Of a room that is not placed.
    private static final long NO_EPOCH = 0;

    private final Stores stores;
    private final Deadlines deadlines;
    private final InstantSource clock;

    public StoreRefill(Stores stores, Deadlines deadlines, InstantSource clock) {
        this.stores = stores;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /// Timers first, as ever: what is there again is not left without its end.
    @Override
    public boolean room(RoomState copy) {
        deadlines.of(copy, clock.instant()).forEach(it -> stores.timers().arm(it.timer(), it.at()));
        return stores.rooms().restore(copy);
    }

    /// The room stays on the node where its media is, whatever the others would choose.
    @Override
    public void media(RoomId room, Map<ParticipantId, MediaRef> media) {
        media.forEach((who, it) -> stores.rooms().putMedia(room, who, it));
        Instant review = clock.instant().plus(PlacementSweep.REVIEW);
        media.values().stream().findFirst().map(MediaRef::node).ifPresent(node -> keep(room, node, review));
    }

    private void keep(RoomId room, NodeId node, Instant review) {
        var _ = stores.placements().place(room, List.of(node), NO_EPOCH, review);
    }
}
