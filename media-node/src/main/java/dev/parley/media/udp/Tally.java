package dev.parley.media.udp;

import java.util.concurrent.atomic.AtomicLongArray;

/// Counters with one writer. Readers on other threads see them soon, which is all a metric needs: an opaque store costs
/// what a plain one does, a locked add would cost more than the rest of the bookkeeping.
final class Tally {
    private final AtomicLongArray values = new AtomicLongArray(DoorCount.COUNT);

    /// Only by the one writer.
    void add(DoorCount count, long more) {
        int index = count.slot();
        values.setOpaque(index, values.getPlain(index) + more);
    }

    long value(DoorCount count) {
        return values.getOpaque(count.slot());
    }
}
