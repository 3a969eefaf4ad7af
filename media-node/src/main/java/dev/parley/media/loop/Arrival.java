package dev.parley.media.loop;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A datagram, wherever it came in: at a loop's own door, or handed on by a loop that had the session before. Each loop
/// has one, for the datagram that it looks at.
final class Arrival {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    private MemorySegment slab = MemorySegment.NULL;
    private long offset;
    private int length;
    private InetSocketAddress from = NOBODY;
    private int door;

    Arrival of(MemorySegment in, long at, int bytes, InetSocketAddress sender, int through) {
        slab = in;
        offset = at;
        length = bytes;
        from = sender;
        door = through;
        return this;
    }

    MemorySegment slab() {
        return slab;
    }

    long offset() {
        return offset;
    }

    int length() {
        return length;
    }

    InetSocketAddress from() {
        return from;
    }

    /// The index of the door.
    int door() {
        return door;
    }

    byte[] copy() {
        return slab.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
