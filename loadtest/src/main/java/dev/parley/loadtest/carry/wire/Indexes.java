package dev.parley.loadtest.carry.wire;

/// Which packet indexes of one SRTP stream have come. A sequence number is made an index as a receiver does
/// it (RFC 3711 §3.3.1), so what a window of this size cannot tell, no receiver can: a jump of 2^15 or
/// more. Belongs to one client's loop.
public final class Indexes {
    private static final int WINDOW = 1 << 16;
    private static final int HALF = WINDOW / 2;

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private long highest = -1;

    /// Takes the low 16 bits of an index. False when this index has come before.
    public boolean isNew(int sequence) {
        if (highest < 0) {
            highest = (long) WINDOW + (sequence & WINDOW - 1);
            set(highest);
            return true;
        }
        long index = highest + (short) (sequence - (int) highest);
        if (index > highest) {
            for (long skipped = highest + 1; skipped < index; skipped++) {
                clear(skipped);
            }
            highest = index;
        } else if (index > highest - HALF && isSet(index)) {
            return false;
        }
        set(index);
        return true;
    }

    private static int word(long index) {
        return (int) (index & WINDOW - 1) / Long.SIZE;
    }

    private boolean isSet(long index) {
        return (seen[word(index)] & 1L << index) != 0;
    }

    private void set(long index) {
        seen[word(index)] |= 1L << index;
    }

    private void clear(long index) {
        seen[word(index)] &= ~(1L << index);
    }
}
