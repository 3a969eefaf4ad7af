package dev.parley.rtc.client.receive;

/// Which packets of one stream have not come, and when to ask for them (again). Indexes are unwrapped.
final class MissingPackets {
    /// More at once are not missing but over: the picture needs a key frame.
    static final int MOST = 256;

    /// Packets overtake each other by a few milliseconds; before that, asking would be wrong more often than right.
    static final long REORDERING_NS = 10_000_000;

    /// An answer to a NACK takes a round trip and the peer's tick; twice a usual one.
    static final long AGAIN_NS = 100_000_000;

    /// As browsers do.
    static final int TRIES = 10;

    private final long[] indexes = new long[MOST];
    private final long[] dueNs = new long[MOST];
    private final int[] tries = new int[MOST];
    private int count;
    private boolean hopeless;

    /// All between these two are missing.
    void add(long from, long to, long nowNs) {
        if (to - from > MOST - count) {
            count = 0;
            hopeless = true;
            return;
        }
        for (long index = from; index < to; index++) {
            indexes[count] = index;
            dueNs[count] = nowNs + REORDERING_NS;
            tries[count] = 0;
            count++;
        }
    }

    /// One came after all. False when it was not missing: a duplicate, or given up.
    boolean came(long index) {
        for (int i = 0; i < count; i++) {
            if (indexes[i] == index) {
                remove(i);
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// The sequence numbers to ask for now, into the array; answers how many.
    int due(int[] into, long nowNs) {
        int found = 0;
        int i = 0;
        while (i < count) {
            if (dueNs[i] > nowNs || found == into.length) {
                i++;
            } else if (tries[i] == TRIES) {
                hopeless = true;
                remove(i);
            } else {
                tries[i]++;
                dueNs[i] = nowNs + AGAIN_NS;
                into[found++] = (int) indexes[i];
                i++;
            }
        }
        return found;
    }

    /// True once after something was given up: only a key frame helps.
    boolean takeHopeless() {
        boolean was = hopeless;
        hopeless = false;
        return was;
    }

    private void remove(int i) {
        System.arraycopy(indexes, i + 1, indexes, i, count - i - 1);
        System.arraycopy(dueNs, i + 1, dueNs, i, count - i - 1);
        System.arraycopy(tries, i + 1, tries, i, count - i - 1);
        count--;
    }
}
