package dev.parley.rtc.client;

import dev.parley.rtc.srtp.SrtpKeys;
import java.net.InetSocketAddress;

/// Sees every datagram of a client as it is on the wire: what tests prove their word by. Called on the client's loop.
public interface WireTap {
    void received(byte[] datagram, InetSocketAddress from);

    void sent(byte[] datagram, InetSocketAddress to);

    /// The keys with which what follows can be read.
    default void secured(SrtpKeys keys) {}
}
