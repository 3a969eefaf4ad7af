package dev.parley.rtc.srtp;

import java.util.Arrays;

/// Which packet indexes of one SSRC were used (replay list, RFC 3711 §3.3.2) and what index a sequence number means.
final class IndexWindow {
    /// The RFC asks for at least 64. Half a second of a 2,000 packet/s stream may arrive out of order.
    static final int BITS = 1024;

    private static final int NEWEST = 64;
    private static final int CYCLE = 1 << 16;
    private static final int HALF_CYCLE = 1 << 15;

    private final long[] used = new long[BITS / Long.SIZE];
    private long highest = -1;

    static IndexWindow restored(SrtpStream stream) {
        IndexWindow window = new IndexWindow();
        window.highest = stream.highestIndex();
        Arrays.fill(window.used, -1L);
        for (int age = 0; age < NEWEST; age++) {
            if (((stream.window64() >>> age) & 1) == 0 && window.highest >= age) {
                window.clear(window.highest - age);
            }
        }
        return window;
    }

    SrtpStream snapshot(int ssrc) {
        long newest = 0;
        for (int age = 0; age < NEWEST; age++) {
            newest |= isUsed(Math.max(0, highest - age)) ? 1L << age : 0;
        }
        return new SrtpStream(ssrc, highest, newest);
    }

    long highest() {
        return highest;
    }

    /// The index of a 16-bit sequence number: the one closest to what was seen (RFC 3711 §3.3.1). Where that
    /// would be below zero the stream has only begun, and the number is taken as it stands.
    long indexOf(int sequenceNumber) {
        return highest < 0 ? sequenceNumber : indexNear(highest, sequenceNumber);
    }

    private static long indexNear(long highest, int sequenceNumber) {
        int newest = (int) highest & 0xFFFF;
        int delta = (short) (sequenceNumber - newest);
        if (delta == -HALF_CYCLE && newest < HALF_CYCLE) {
            delta = HALF_CYCLE; // exactly half a cycle away: appendix A of the RFC goes forward here
        }
        long index = highest + delta;
        return index < 0 ? index + CYCLE : index;
    }

    boolean admits(long index) {
        return index > highest || (highest - index < BITS && !isUsed(index));
    }

    void note(long index) {
        if (index > highest) {
            advance(index);
        }
        used[word(index)] |= 1L << index;
    }

    private void advance(long index) {
        if (index - highest >= BITS) {
            Arrays.fill(used, 0);
        } else {
            for (long passed = highest + 1; passed < index; passed++) {
                clear(passed);
            }
        }
        clear(index);
        highest = index;
    }

    private boolean isUsed(long index) {
        return ((used[word(index)] >>> index) & 1) != 0;
    }

    private void clear(long index) {
        used[word(index)] &= ~(1L << index);
    }

    private static int word(long index) {
        return (int) (index & (BITS - 1)) >>> 6;
    }
}
