package dev.parley.signaling.meeting;

import dev.parley.room.RoomId;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Gives back the places of rooms that are gone: ran out of their hour, or were closed by an instance that died before
/// it came to that. Every instance looks; a room is claimed by one of them.
public final class PlacementSweep {
    /// A forgotten room counts against its node this long at most; a hundred thousand rooms make 170 looks a second.
    public static final Duration REVIEW = Duration.ofMinutes(10);
    /// Beyond this many at once, the next sweep goes on.
    private static final int BATCH = 100;

    private static final Logger LOG = System.getLogger(PlacementSweep.class.getName());

    private final Stores stores;
    private final InstantSource clock;

    public PlacementSweep(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    public void tick() {
        Instant now = clock.instant();
        Instant next = now.plus(REVIEW);
        try {
            stores.placements().claimReviews(now, next, BATCH).forEach(room -> review(room, next));
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "no sweep while the store is away: {0}", e.getCause());
        }
    }

    /// Whoever makes the room anew meanwhile joins before asking for its place: it is seen here, or the ask is.
    private void review(RoomId room, Instant next) {
        if (stores.rooms().load(room).version() == 0) {
            stores.placements().releaseUnasked(room, next);
        }
    }
}
