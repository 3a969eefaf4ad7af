package dev.parley.media.udp;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// How long a message of several datagrams may be, and the check of what callers hand in.
final class Trains {
    /// `UDP_MAX_SEGMENTS` of Linux before 6.9 (128 since then).
    static final int MAX_SEGMENTS = 64;
    /// The longest UDP payload over IPv4; the kernel holds segmented messages to it too.
    static final int MAX_BYTES = 65_507;

    private Trains() {}

    /// The most bytes of whole segments one message carries.
    static int maxBytes(int segmentBytes) {
        return Math.min(MAX_SEGMENTS, MAX_BYTES / segmentBytes) * segmentBytes;
    }

    static void check(MemorySegment slab, long offset, int bytes, int segmentBytes) {
        if (segmentBytes <= 0 || segmentBytes > MAX_BYTES) {
            throw new IllegalArgumentException("segmentBytes: " + segmentBytes + " (expected: 1.." + MAX_BYTES + ")");
        }
        if (!slab.isNative()) {
            throw new IllegalArgumentException("slab: on the heap (expected: off-heap)");
        }
        Objects.checkFromIndexSize(offset, bytes, slab.byteSize());
    }
}
