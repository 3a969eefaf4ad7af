package dev.parley.signaling.store;

import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;

/// What is still to be delivered, in order: a line for each room and endpoint. One caller at a time has a line.
public interface OutboxStore {
    /// Beyond this many a line loses its oldest: hours of a meeting, for an endpoint that does not answer.
    int LINE = 10_000;

    /// The front of the line, the caller's alone until then; a caller who dies loses it by time.
    Front take(RoomId room, String endpoint, Instant now, Instant until);

    /// What became of it. `until` is what `take` was given; answers whether the line still was the caller's, and does
    /// nothing if not.
    boolean settle(RoomId room, String endpoint, Instant until, Progress progress);

    boolean isEmpty(RoomId room, String endpoint);

    sealed interface Front {
        record Empty() implements Front {}

        /// Somebody else has it, or it is to be tried again only then.
        record Later(Instant at) implements Front {}

        /// `failures`: attempts in a row that failed.
        record Taken(List<Place> places, int failures) implements Front {
            public Taken {
                places = List.copyOf(places);
            }
        }
    }

    /// `position`: the store's own name for it.
    record Place(String position, Outgoing webhook) {}

    /// - `done`: positions that are through.
    /// - `failures`: attempts in a row that failed by now.
    /// - `next`: nobody takes the line before.
    record Progress(List<String> done, int failures, Instant next) {
        public Progress {
            done = List.copyOf(done);
        }
    }
}
