package dev.parley.media.node;

import dev.parley.rtc.client.WireTap;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps book of every datagram of a client as it is on the wire: no SRTP or SRTCP index may come twice, in either
/// direction, and after the handshake no DTLS. Calls last for less than 65,536 packets, so a sequence number is an
// index.
final class WireLedger implements WireTap {
    private static final int SRTCP_INDEX_BYTES = 4; // the last word with AEAD, RFC 7714 §9.1

    private final Set<Long> indexesIn = ConcurrentHashMap.newKeySet();
    private final Set<Long> indexesOut = ConcurrentHashMap.newKeySet();
    private final List<String> repeated = new CopyOnWriteArrayList<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    @Override
    public void received(byte[] datagram, InetSocketAddress from) {
        note(datagram, indexesIn, "from port " + from.getPort());
    }

    @Override
    public void sent(byte[] datagram, InetSocketAddress to) {
        if ((datagram[0] & 0xC0) == 0x80) {
            ports.add(to.getPort());
        }
        note(datagram, indexesOut, "to port " + to.getPort());
    }

    private void note(byte[] datagram, Set<Long> indexes, String where) {
        int first = datagram[0] & 0xFF;
        if (first >= 20 && first < 64) {
            handshakes.incrementAndGet();
        }
        if (first < 128 || first > 191) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(datagram);
        int type = datagram[1] & 0xFF;
        boolean rtcp = type >= 192 && type <= 223; // RFC 5761 §4
        long ssrc = Integer.toUnsignedLong(bytes.getInt(rtcp ? 4 : 8));
        long index = rtcp
                ? (1L << 31) | (bytes.getInt(datagram.length - SRTCP_INDEX_BYTES) & 0x7FFF_FFFF)
                : bytes.getShort(2) & 0xFFFF;
        if (!indexes.add(ssrc << 32 | index)) {
            repeated.add((rtcp ? "SRTCP" : "SRTP") + " ssrc " + ssrc + " index " + index + " again " + where);
        }
    }

    List<String> repeated() {
        return repeated;
    }

    int handshakeRecords() {
        return handshakes.get();
    }

    /// Ports of the node that media was sent to.
    Set<Integer> ports() {
        return ports;
    }
}
