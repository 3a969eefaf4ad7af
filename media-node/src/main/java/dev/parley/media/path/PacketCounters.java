package dev.parley.media.path;

import java.util.concurrent.atomic.AtomicLongArray;

/// One count per [Verdict]. Written by one loop, read by any thread.
@SuppressWarnings("EnumOrdinal") // an index into an array that lives no longer than the process
public final class PacketCounters {
    private final AtomicLongArray counts = new AtomicLongArray(Verdict.values().length);

    /// Counts one packet. Only the owning loop calls this, so a plain read before the release write is enough.
    public void count(Verdict verdict) {
        int index = verdict.ordinal();
        counts.lazySet(index, counts.getPlain(index) + 1);
    }

    public long of(Verdict verdict) {
        return counts.get(verdict.ordinal());
    }
}
