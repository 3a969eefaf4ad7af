package dev.parley.rtc.client;

import java.net.InetSocketAddress;

/// Sees every datagram of a client as it is on the wire: what tests prove their word by. Called on the client's loop.
public interface WireTap {
    void received(byte[] datagram, InetSocketAddress from);

    void sent(byte[] datagram, InetSocketAddress to);
}
