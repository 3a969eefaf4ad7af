package dev.parley.media.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The arguments of sendmmsg(2), laid out once and filled in place: for each message a `mmsghdr` that points to its own
/// `sockaddr`, `iovec` and the control message UDP_SEGMENT (`linux/udp.h`, since 4.18).
///
/// ```
/// mmsghdr (64)  0 name* | 8 namelen | 16 iov* | 24 iovlen | 32 control* | 40 controllen | 48 flags | 56 sent bytes
/// iovec   (16)  0 base* | 8 length
/// cmsghdr (24)  0 length | 8 level | 12 type | 16 segment bytes, 16 bit
/// ```
final class MessageBatch {
    private static final int HEADER_BYTES = 64;
    private static final int IOVEC_BYTES = 16;
    private static final int CONTROL_BYTES = 24;
    private static final int NAME_BYTES = 32;

    private static final int NAME_LENGTH_AT = 8;
    private static final int IOVEC_AT = 16;
    private static final int IOVEC_COUNT_AT = 24;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_LENGTH_AT = 40;
    private static final int SEGMENT_AT = 16;
    /// `cmsg_len` leaves out the padding behind the two bytes of data.
    private static final int CONTROL_LENGTH = 18;

    private final int capacity;
    private final boolean ipv6;
    private final MemorySegment headers;
    private final MemorySegment iovecs;
    private final MemorySegment controls;
    private final MemorySegment names;
    private final long headersAddress;
    private int size;

    MessageBatch(Arena arena, int capacity, boolean ipv6) {
        this.capacity = capacity;
        this.ipv6 = ipv6;
        headers = arena.allocate((long) capacity * HEADER_BYTES, HEADER_BYTES);
        iovecs = arena.allocate((long) capacity * IOVEC_BYTES, IOVEC_BYTES);
        controls = arena.allocate((long) capacity * CONTROL_BYTES, Long.BYTES);
        names = arena.allocate((long) capacity * NAME_BYTES, NAME_BYTES);
        headersAddress = headers.address();
        for (int i = 0; i < capacity; i++) {
            layOut(i);
        }
    }

    private void layOut(int i) {
        long header = header(i);
        headers.set(JAVA_LONG, header, names.address() + (long) i * NAME_BYTES);
        headers.set(JAVA_INT, header + NAME_LENGTH_AT, ipv6 ? RemoteAddress.IPV6_BYTES : RemoteAddress.IPV4_BYTES);
        headers.set(JAVA_LONG, header + IOVEC_AT, iovecs.address() + (long) i * IOVEC_BYTES);
        headers.set(JAVA_LONG, header + IOVEC_COUNT_AT, 1);
        headers.set(JAVA_LONG, header + CONTROL_AT, controls.address() + (long) i * CONTROL_BYTES);
        long control = (long) i * CONTROL_BYTES;
        controls.set(JAVA_LONG, control, CONTROL_LENGTH);
        controls.set(JAVA_INT, control + Long.BYTES, Libc.SOL_UDP);
        controls.set(JAVA_INT, control + Long.BYTES + Integer.BYTES, Libc.UDP_SEGMENT);
    }

    boolean isFull() {
        return size == capacity;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /// The caller has seen that there is room.
    void add(RemoteAddress to, long address, int bytes, int segmentBytes) {
        int i = size++;
        long name = (long) i * NAME_BYTES;
        if (ipv6) {
            names.set(JAVA_LONG, name, to.inet6Head);
            names.set(JAVA_LONG, name + 8, to.inet6High);
            names.set(JAVA_LONG, name + 16, to.inet6Low);
            names.set(JAVA_INT, name + 24, to.inet6Scope);
        } else {
            names.set(JAVA_LONG, name, to.inet4);
        }
        point(i, address, bytes, segmentBytes);
    }

    /// One piece of a message of another batch, to the same receiver.
    void addPiece(MessageBatch of, int message, int at, int bytes) {
        int i = size++;
        MemorySegment.copy(of.names, (long) message * NAME_BYTES, names, (long) i * NAME_BYTES, NAME_BYTES);
        point(i, of.address(message) + at, bytes, bytes);
    }

    private void point(int i, long address, int bytes, int segmentBytes) {
        iovecs.set(JAVA_LONG, (long) i * IOVEC_BYTES, address);
        iovecs.set(JAVA_LONG, (long) i * IOVEC_BYTES + Long.BYTES, bytes);
        controls.set(JAVA_SHORT, (long) i * CONTROL_BYTES + SEGMENT_AT, (short) segmentBytes);
        headers.set(JAVA_LONG, header(i) + CONTROL_LENGTH_AT, bytes > segmentBytes ? CONTROL_BYTES : 0);
    }

    private static long header(int i) {
        return (long) i * HEADER_BYTES;
    }

    /// Where the kernel finds the messages from `i` on.
    long headersAddress(int i) {
        return headersAddress + header(i);
    }

    long address(int i) {
        return iovecs.get(JAVA_LONG, (long) i * IOVEC_BYTES);
    }

    int bytes(int i) {
        return (int) iovecs.get(JAVA_LONG, (long) i * IOVEC_BYTES + Long.BYTES);
    }

    int segmentBytes(int i) {
        return Short.toUnsignedInt(controls.get(JAVA_SHORT, (long) i * CONTROL_BYTES + SEGMENT_AT));
    }

    boolean isSegmented(int i) {
        return bytes(i) > segmentBytes(i);
    }

    int datagrams(int i) {
        return Math.ceilDiv(bytes(i), segmentBytes(i));
    }
}
