package dev.parley.rtc.srtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SSRC → window, without boxing: open addressing over two arrays.
final class StreamTable {
    /// 49 video slots with their RTX, 3 audio slots and some change on the way out; the same on the way in, where
    /// an authenticated but ill-willed peer could otherwise invent SSRCs without end.
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
}
