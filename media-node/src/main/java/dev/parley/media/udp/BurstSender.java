package dev.parley.media.udp;

import java.lang.foreign.MemorySegment;

/// The way out of a door. One thread owns a sender and closes it; several senders of one door share its port.
public interface BurstSender extends AutoCloseable {
    /// Queues datagrams of `segmentBytes` each (the last may be shorter) that lie one behind the other in an off-heap
    /// slab; `segmentBytes == bytes` is one datagram. The bytes stay as they are until [#flush] returns: they are
    /// read where they lie.
    void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes);

    /// Gives what is queued to the kernel. What the kernel does not take now is dropped and counted, never kept: late
    /// media is worth less than the media behind it.
    void flush();

    /// Forgets what is queued.
    @Override
    void close();
}
