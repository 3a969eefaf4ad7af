package dev.parley.media.udp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A door's counters: what it received itself and what all its senders, on whatever thread, sent.
public final class DoorCounters {
    private final List<Tally> tallies = new CopyOnWriteArrayList<>();

    /// A new writer's part. It stays after the writer is gone, so that totals never fall.
    Tally newTally() {
        Tally tally = new Tally();
        tallies.add(tally);
        return tally;
    }

    /// The sum so far; any thread may ask.
    public long value(DoorCount count) {
        long sum = 0;
        for (Tally tally : tallies) {
            sum += tally.value(count);
        }
        return sum;
    }
}
