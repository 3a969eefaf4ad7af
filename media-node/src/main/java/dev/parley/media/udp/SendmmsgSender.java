package dev.parley.media.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Sends by sendmmsg(2) with UDP_SEGMENT, straight from the caller's slab: no copy, no object, one system call for up
/// to [#BATCH_MESSAGES] receivers. On loopback a datagram costs about 4 µs alone and 0.5 µs as one of 32.
final class SendmmsgSender implements BurstSender {
    /// A large room's receivers fit in one call; beyond that the call itself no longer shows in a profile.
    static final int BATCH_MESSAGES = 128;
    /// A train that is refused while its pieces pass may be its receiver's way (EINVAL: longer than that way's MTU;
    /// EIO: through IPsec). So many in a row, with none taken between, are everybody's.
    static final int REFUSED_TRAINS_BEFORE_A_PAUSE = 16;
    /// How many trains then leave in pieces before another is tried: seldom enough to cost nothing, soon enough to
    /// forget a way that has healed, or that somebody pretended.
    static final int PAUSED_TRAINS = 4_096;

    private final Tally tally;
    private final boolean ipv6;
    private final MessageBatch batch;
    private final MessageBatch pieces;
    private final MemorySegment errno;
    private final boolean knowsSegments;
    private int fd;
    private int refusedTrains;
    private int pausedTrains;

    /// Takes over `fd`, a descriptor of its own ([Libc#duplicate]), and closes it.
    SendmmsgSender(int fd, boolean ipv6, Tally tally) {
        this.fd = fd;
        this.ipv6 = ipv6;
        this.tally = tally;
        // Collected with the sender rather than freed by close(): a late send must meet memory, not a hole.
        Arena arena = Arena.ofAuto();
        batch = new MessageBatch(arena, BATCH_MESSAGES, ipv6);
        pieces = new MessageBatch(arena, Trains.MAX_SEGMENTS, ipv6);
        errno = Libc.newErrno(arena);
        knowsSegments = Libc.knowsSegments(fd);
    }

    /// Whether the next train leaves as one message.
    boolean usesSegments() {
        return knowsSegments && pausedTrains == 0;
    }

    int fd() {
        return fd;
    }

    @Override
    public void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes) {
        Trains.check(slab, offset, bytes, segmentBytes);
        if (!ipv6 && !to.isIpv4()) {
            tally.add(DoorCount.DROPPED_WRONG_FAMILY, Math.ceilDiv(bytes, segmentBytes));
            return;
        }
        long address = slab.address() + offset;
        int train = usesSegments() ? Trains.maxBytes(segmentBytes) : segmentBytes;
        if (pausedTrains > 0 && bytes > segmentBytes) {
            pausedTrains--;
        }
        for (int at = 0; at < bytes; at += train) {
            if (batch.isFull()) {
                flush();
            }
            batch.add(to, address + at, Math.min(train, bytes - at), segmentBytes);
        }
    }

    @Override
    public void flush() {
        if (!batch.isEmpty()) {
            transmit(batch);
            batch.clear();
        }
    }

    /// Whether the kernel took any of it.
    private boolean transmit(MessageBatch messages) {
        boolean passed = false;
        int next = 0;
        while (next < messages.size()) {
            if (fd < 0) {
                drop(DoorCount.DROPPED_CLOSED, messages, next, messages.size());
                return false;
            }
            tally.add(DoorCount.SEND_CALLS, 1);
            int sent = Libc.sendmmsg(errno, fd, messages.headersAddress(next), messages.size() - next);
            if (sent > 0) {
                countSent(messages, next, next + sent);
                passed = true;
                next += sent;
            } else {
                next = afterRefusal(messages, next, Libc.errno(errno));
            }
        }
        return passed;
    }

    /// The kernel did not take message `i`; returns the message to go on with.
    private int afterRefusal(MessageBatch messages, int i, int reason) {
        boolean maybeSegments = reason == Libc.EIO || reason == Libc.EINVAL || reason == Libc.EMSGSIZE;
        if (maybeSegments && messages.isSegmented(i)) {
            sendInPieces(messages, i);
            return i + 1;
        }
        return switch (reason) {
            case Libc.EINTR -> i;
            case Libc.EAGAIN -> drop(DoorCount.DROPPED_WOULD_BLOCK, messages, i, messages.size());
            case Libc.ENOBUFS, Libc.ENOMEM -> drop(DoorCount.DROPPED_NO_BUFFERS, messages, i, messages.size());
            default -> drop(reasonOf(reason), messages, i, i + 1);
        };
    }

    private static DoorCount reasonOf(int reason) {
        return switch (reason) {
            case Libc.ENETUNREACH, Libc.EHOSTUNREACH, Libc.ENETDOWN, Libc.ECONNREFUSED, Libc.EPERM, Libc.EACCES ->
                DoorCount.DROPPED_UNREACHABLE;
            case Libc.EMSGSIZE -> DoorCount.DROPPED_TOO_LONG;
            default -> DoorCount.DROPPED_OTHER;
        };
    }

    /// Only a train whose pieces pass says anything about trains: a receiver without a way says nothing.
    private void sendInPieces(MessageBatch messages, int i) {
        int bytes = messages.bytes(i);
        int segmentBytes = messages.segmentBytes(i);
        for (int at = 0; at < bytes; at += segmentBytes) {
            pieces.addPiece(messages, i, at, Math.min(segmentBytes, bytes - at));
        }
        boolean passed = transmit(pieces);
        pieces.clear();
        if (passed && ++refusedTrains >= REFUSED_TRAINS_BEFORE_A_PAUSE) {
            refusedTrains = 0;
            pausedTrains = PAUSED_TRAINS;
        }
    }

    private void countSent(MessageBatch messages, int from, int to) {
        long datagrams = 0;
        long bytes = 0;
        long segmented = 0;
        for (int i = from; i < to; i++) {
            int count = messages.datagrams(i);
            datagrams += count;
            bytes += messages.bytes(i);
            segmented += count > 1 ? count : 0;
        }
        tally.add(DoorCount.DATAGRAMS_OUT, datagrams);
        tally.add(DoorCount.BYTES_OUT, bytes);
        if (segmented > 0) {
            tally.add(DoorCount.SEGMENTS_OUT, segmented);
            refusedTrains = 0;
        }
    }

    private int drop(DoorCount reason, MessageBatch messages, int from, int to) {
        long datagrams = 0;
        for (int i = from; i < to; i++) {
            datagrams += messages.datagrams(i);
        }
        tally.add(reason, datagrams);
        return to;
    }

    @Override
    public void close() {
        batch.clear();
        if (fd >= 0) {
            Libc.close(fd);
            fd = -1;
        }
    }
}
