package dev.parley.media.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Sends by sendmmsg(2) with UDP_SEGMENT, straight from the caller's slab: no copy, no object, one system call for up
/// to [#BATCH_MESSAGES] receivers. On loopback a datagram costs about 4 µs alone and 0.5 µs as one of 32.
final class SendmmsgSender implements BurstSender {
    /// A large room's receivers fit in one call; beyond that the call itself no longer shows in a profile.
    static final int BATCH_MESSAGES = 128;
    /// A refused train may be its receiver's fault (EINVAL: longer than the way's MTU). So many in a row, with none
    /// taken between, are the system's.
    static final int REFUSED_TRAINS_BEFORE_GIVING_UP = 16;

    private final Tally tally;
    private final boolean ipv6;
    private final MessageBatch batch;
    private final MessageBatch pieces;
    private final MemorySegment errno;
    private int fd;
    private boolean segments;
    private int refusedTrains;

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
        segments = Libc.knowsSegments(fd);
    }

    /// Whether trains leave as one message; false once the system has refused them.
    boolean usesSegments() {
        return segments;
    }

    @Override
    public void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes) {
        Trains.check(slab, offset, bytes, segmentBytes);
        if (!ipv6 && !to.isIpv4()) {
            tally.add(DoorCount.DROPPED_WRONG_FAMILY, Math.ceilDiv(bytes, segmentBytes));
            return;
        }
        long address = slab.address() + offset;
        int train = segments ? Trains.maxBytes(segmentBytes) : segmentBytes;
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

    private void transmit(MessageBatch messages) {
        int next = 0;
        while (next < messages.size()) {
            if (fd < 0) {
                drop(DoorCount.DROPPED_CLOSED, messages, next, messages.size());
                return;
            }
            tally.add(DoorCount.SEND_CALLS, 1);
            int sent = Libc.sendmmsg(errno, fd, messages.headersAddress(next), messages.size() - next);
            if (sent > 0) {
                countSent(messages, next, next + sent);
                next += sent;
            } else {
                next = afterRefusal(messages, next, Libc.errno(errno));
            }
        }
    }

    /// The kernel did not take message `i`; returns the message to go on with.
    private int afterRefusal(MessageBatch messages, int i, int reason) {
        boolean maybeSegments = reason == Libc.EIO || reason == Libc.EINVAL || reason == Libc.EMSGSIZE;
        if (maybeSegments && messages.isSegmented(i)) {
            noteRefusedTrain(reason);
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

    /// EIO says that the way out cannot compute checksums of segments: no train will ever pass.
    private void noteRefusedTrain(int reason) {
        refusedTrains++;
        if (reason == Libc.EIO || refusedTrains >= REFUSED_TRAINS_BEFORE_GIVING_UP) {
            segments = false;
        }
    }

    private void sendInPieces(MessageBatch messages, int i) {
        int bytes = messages.bytes(i);
        int segmentBytes = messages.segmentBytes(i);
        for (int at = 0; at < bytes; at += segmentBytes) {
            pieces.addPiece(messages, i, at, Math.min(segmentBytes, bytes - at));
        }
        transmit(pieces);
        pieces.clear();
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
