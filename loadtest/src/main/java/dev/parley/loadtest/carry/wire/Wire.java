package dev.parley.loadtest.carry.wire;

import dev.parley.loadtest.chaos.Member;
import dev.parley.rtc.client.receive.SlotPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What one media session receives: the pauses of its streams, the indexes of its packets, its handshakes.
public final class Wire implements Member.Onlooker {
    /// The last word of SRTCP with an AEAD cipher (RFC 7714 §9.1).
    private static final int SRTCP_INDEX_BYTES = 4;
    /// More than any session has.
    private static final int MOST_SSRCS = 256;

    private final String name;
    private final Shared shared;
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();
    private final Map<Long, Indexes> indexes = new HashMap<>();
    private final AtomicInteger handshaken = new AtomicInteger();

    /// What all have in common.
    ///
    /// @param repeated told of every index that came twice
    public record Shared(Fence fence, Consumer<String> repeated, LongSupplier clock) {}

    public Wire(String name, Shared shared) {
        this.name = name;
        this.shared = shared;
    }

    public Collection<Stream> streams() {
        return streams.values();
    }

    /// Datagrams of DTLS in either direction.
    public int handshaken() {
        return handshaken.get();
    }

    @Override
    public void packet(SlotPacket packet) {
        if (!packet.repaired()) {
            streams.computeIfAbsent(packet.mid(), _ -> new Stream(packet.audio()))
                    .arrived(packet.arrivedNs());
        }
    }

    @Override
    public void received(byte[] datagram, InetSocketAddress from) {
        if (isMedia(datagram)) {
            shared.fence().media(from, shared.clock().getAsLong());
            note(datagram, from);
        } else {
            handshake(datagram);
        }
    }

    @Override
    public void sent(byte[] datagram, InetSocketAddress to) {
        handshake(datagram);
    }

    /// By their first byte (RFC 7983 §7).
    private static boolean isMedia(byte[] datagram) {
        return (datagram[0] & 0xC0) == 0x80;
    }

    private void handshake(byte[] datagram) {
        int first = datagram[0] & 0xFF;
        if (first >= 20 && first < 64) {
            handshaken.incrementAndGet();
        }
    }

    private void note(byte[] datagram, InetSocketAddress from) {
        if (datagram.length < 12 + SRTCP_INDEX_BYTES) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(datagram);
        int type = datagram[1] & 0xFF;
        boolean rtcp = type >= 192 && type <= 223; // RFC 5761 §4
        long ssrc = Integer.toUnsignedLong(bytes.getInt(rtcp ? 4 : 8));
        int sequence = rtcp ? bytes.getInt(datagram.length - SRTCP_INDEX_BYTES) : bytes.getShort(2);
        Indexes known = indexes.get(rtcp ? 1L << 32 | ssrc : ssrc);
        if (known == null) {
            if (indexes.size() == MOST_SSRCS) {
                return;
            }
            known = new Indexes();
            indexes.put(rtcp ? 1L << 32 | ssrc : ssrc, known);
        }
        if (!known.isNew(sequence)) {
            shared.repeated()
                    .accept("%s: %s ssrc %08x index ...%04x again, from %s"
                            .formatted(name, rtcp ? "SRTCP" : "SRTP", ssrc, sequence & 0xFFFF, from));
        }
    }
}
