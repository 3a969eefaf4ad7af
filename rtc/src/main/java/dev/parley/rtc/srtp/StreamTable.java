package dev.parley.rtc.srtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SSRC → window, without boxing: open addressing over two arrays.
final class StreamTable {
    /// 49 video slots with their RTX, 3 audio slots and some change on the way out; the same on the way in,
    /// where an authenticated but ill-willed peer could otherwise invent SSRCs without end.
    static final int MAX_STREAMS = 512;

    private static final int INITIAL_CAPACITY = 16;
    /// 2^32 divided by the golden ratio: spreads neighbouring SSRCs.
    private static final int SPREAD = 0x9E3779B9;

    private int[] ssrcs = new int[INITIAL_CAPACITY];
    private @Nullable IndexWindow[] windows = new IndexWindow[INITIAL_CAPACITY];
    private int size;

    static StreamTable restored(List<SrtpStream> streams) {
        StreamTable table = new StreamTable();
        streams.forEach(stream -> table.put(stream.ssrc(), IndexWindow.restored(stream)));
        return table;
    }

    List<SrtpStream> snapshot() {
        List<SrtpStream> streams = new ArrayList<>(size);
        for (int i = 0; i < ssrcs.length; i++) {
            IndexWindow window = windows[i];
            if (window != null && window.highest() >= 0) {
                streams.add(window.snapshot(ssrcs[i]));
            }
        }
        return streams;
    }

    @Nullable
    IndexWindow find(int ssrc) {
        return windows[slot(ssrc)];
    }

    /// Every stream may go so far beyond where it was in `base`. One that has begun since has its limit from
    /// its beginning; where nobody knows that any more, it goes no further for now.
    void limit(List<SrtpStream> base, int horizon) {
        for (IndexWindow window : windows) {
            if (window != null && window.highest >= 0 && window.limit == Long.MAX_VALUE) {
                window.limit = window.highest;
            }
        }
        for (SrtpStream stream : base) {
            IndexWindow window = find(stream.ssrc());
            if (window != null) {
                window.limit = stream.highestIndex() + horizon;
            }
        }
    }

    void unlimit() {
        for (IndexWindow window : windows) {
            if (window != null) {
                window.limit = Long.MAX_VALUE;
            }
        }
    }

    boolean isFull() {
        return size >= MAX_STREAMS;
    }

    void put(int ssrc, IndexWindow window) {
        if (2 * (size + 1) > ssrcs.length) {
            grow();
        }
        int slot = slot(ssrc);
        size += windows[slot] == null ? 1 : 0;
        ssrcs[slot] = ssrc;
        windows[slot] = window;
    }

    /// Where this SSRC is, or the free place where it would go.
    private int slot(int ssrc) {
        int mask = ssrcs.length - 1;
        int slot = ((ssrc * SPREAD) >>> 7) & mask;
        while (windows[slot] != null && ssrcs[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldSsrcs = ssrcs;
        @Nullable IndexWindow[] oldWindows = windows;
        ssrcs = new int[2 * oldSsrcs.length];
        windows = new IndexWindow[ssrcs.length];
        for (int i = 0; i < oldSsrcs.length; i++) {
            IndexWindow window = oldWindows[i];
            if (window != null) {
                int slot = slot(oldSsrcs[i]);
                ssrcs[slot] = oldSsrcs[i];
                windows[slot] = window;
            }
        }
    }

    /// Which packet indexes of one SSRC were used (replay list, RFC 3711 §3.3.2) and what index a sequence
    /// number means.
    static final class IndexWindow {
        /// The RFC asks for at least 64. Half a second of a 2,000 packet/s stream may arrive out of order.
        static final int BITS = 1024;

        private static final int NEWEST = 64;
        private static final int CYCLE = 1 << 16;
        private static final int HALF_CYCLE = 1 << 15;

        private final long[] used = new long[BITS / Long.SIZE];
        private long highest = -1;
        private long limit = Long.MAX_VALUE;

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

        /// The last index that may be used; for senders.
        long limit() {
            return limit;
        }

        void limit(long newLimit) {
            limit = newLimit;
        }

        /// The index of a 16-bit sequence number: the one closest to what was seen (RFC 3711 §3.3.1). Where
        /// that would be below zero the stream has only begun, and the number is taken as it stands.
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
}
