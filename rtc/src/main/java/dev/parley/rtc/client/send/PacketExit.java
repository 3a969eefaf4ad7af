package dev.parley.rtc.client.send;

import java.lang.foreign.MemorySegment;

/// The way out of the client: a packet is written into the slab at [#start], then [#send] encrypts it there and lets
/// it go.
public interface PacketExit {
    MemorySegment slab();

    long start();

    /// The number of the packet that is written next; each may be used once.
    int nextTransportSequence();

    void send(int length);
}
