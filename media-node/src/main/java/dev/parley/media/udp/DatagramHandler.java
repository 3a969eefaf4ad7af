package dev.parley.media.udp;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/// What stands behind a door. Every method is called on the door's own thread, so it may keep its state without locks.
public interface DatagramHandler {
    /// One datagram. Its bytes may be changed in place and are valid until this call returns: the next datagram lies
    /// at the same place, so that the slab stays in the first-level cache. `offset` leaves [UdpDoor#HEADROOM_BYTES]
    /// free before the datagram.
    void datagram(MemorySegment slab, long offset, int length, InetSocketAddress from, long nowNs);

    /// The socket is drained, or commands have run, or the tick has passed: the moment to send what has gathered.
    void turnEnd(long nowNs);

    /// The door's slow clock; a turn end follows it.
    void tick(long nowNs);
}
