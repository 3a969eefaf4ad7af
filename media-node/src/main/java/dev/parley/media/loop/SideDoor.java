package dev.parley.media.loop;

import dev.parley.media.udp.DatagramHandler;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/// What stands behind another door of a loop than its own, at another address. The loop's own door has the
/// clock.
record SideDoor(MediaLoop loop, int door) implements DatagramHandler {
    @Override
    public void datagram(MemorySegment slab, long offset, int length, InetSocketAddress from, long nowNs) {
        loop.receive(loop.arrival().of(slab, offset, length, from, door), nowNs);
    }

    @Override
    public void turnEnd(long nowNs) {
        loop.turnEnd(nowNs);
    }

    @Override
    public void tick(long nowNs) {
        // once a tick is enough
    }
}
