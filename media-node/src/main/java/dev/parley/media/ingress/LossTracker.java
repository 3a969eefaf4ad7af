package dev.parley.media.ingress;

import java.util.List;
import java.util.stream.LongStream;

/// Which packets of a stream are missing and when to ask for them again (RFC 4585 §6.2.1). Time is a parameter;
/// nothing is allocated after construction.
public final class LossTracker {
    /// Missing packets followed at once. Beyond this a key frame repairs cheaper than retransmissions.
    static final int FOLLOWED = 256;

    /// A packet asked for this often without coming is given up.
    static final int ATTEMPTS = 8;

    /// A gap is asked for only after this long: most gaps on a LAN are reordering that closes by itself.
    static final long REORDER_NS = 5_000_000;

    /// Asked again after at least this long, or a round trip if that is longer.
    static final long RETRY_NS = 40_000_000;

    private final long[] missing = new long[FOLLOWED];
    private final long[] dueNs = new long[FOLLOWED];
    private final int[] attempts = new int[FOLLOWED];
    private int count;
    private long highest = -1;

    /// What came of noting a packet.
    public enum Arrival {
        NEW,
        FILLS_GAP,
        /// Came before, or was given up: of no use to anybody.
        DUPLICATE,
        /// So many are missing that only a key frame helps; the list was cleared.
        HOPELESS
    }

    /// Goes on behind this packet, asking for what was missing elsewhere.
    void resume(long highestSequence, List<Long> stillMissing, long nowNs) {
        highest = highestSequence;
        count = 0;
        for (long lost : stillMissing) {
            missing[count] = lost;
            dueNs[count] = nowNs;
            attempts[count++] = 0;
        }
    }

    /// What is still being asked for, as a value.
    List<Long> missing() {
        return LongStream.of(missing).limit(count).boxed().toList();
    }

    /// Notes a packet by its unwrapped sequence number.
    public Arrival arrived(long sequence, long nowNs) {
        if (highest < 0) {
            highest = sequence;
            return Arrival.NEW;
        }
        if (sequence <= highest) {
            return forget(sequence) ? Arrival.FILLS_GAP : Arrival.DUPLICATE;
        }
        long gap = sequence - highest - 1;
        long firstMissing = highest + 1;
        highest = sequence;
        if (gap + count > FOLLOWED) {
            count = 0;
            return Arrival.HOPELESS;
        }
        for (long lost = firstMissing; lost < sequence; lost++) {
            missing[count] = lost;
            dueNs[count] = nowNs + REORDER_NS;
            attempts[count++] = 0;
        }
        return Arrival.NEW;
    }

    /// Collects the 16-bit sequence numbers to ask for now, lowest first, into `into`; returns how many.
    public int due(int[] into, long nowNs, long rttNs) {
        int asked = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (dueNs[i] <= nowNs && asked < into.length) {
                into[asked++] = (int) missing[i] & 0xFFFF;
                attempts[i]++;
                dueNs[i] = nowNs + Math.max(RETRY_NS, rttNs);
            }
            if (attempts[i] < ATTEMPTS) {
                missing[kept] = missing[i];
                dueNs[kept] = dueNs[i];
                attempts[kept++] = attempts[i];
            }
        }
        count = kept;
        return asked;
    }

    public boolean anyMissing() {
        return count > 0;
    }

    private boolean forget(long sequence) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == sequence) {
                int after = count - i - 1;
                System.arraycopy(missing, i + 1, missing, i, after);
                System.arraycopy(dueNs, i + 1, dueNs, i, after);
                System.arraycopy(attempts, i + 1, attempts, i, after);
                count--;
                return true;
            }
        }
        return false;
    }
}
