package dev.parley.loadtest.carry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Wire: what one session receives")
class WireTest {
    private static final InetSocketAddress NODE = new InetSocketAddress(InetAddress.ofLiteral("10.77.0.12"), 10_008);
    private static final InetSocketAddress OTHER = new InetSocketAddress(InetAddress.ofLiteral("10.77.0.13"), 10_008);
    private static final int RTP = 111;
    private static final int SENDER_REPORT = 200;
    private static final byte DTLS = 22;
    private static final long GRACE_NS = 200;

    private final List<String> repeated = new ArrayList<>();
    private final Fence fence = new Fence();
    private final AtomicLong nowNs = new AtomicLong();
    private final Wire wire = new Wire("somebody", new Wire.Shared(fence, repeated::add, nowNs::get));

    @Test
    @DisplayName("an SRTP index that comes again is told, whichever node it is from; of another stream it is another")
    void srtp() {
        wire.received(rtp(1, 500), NODE);
        wire.received(rtp(2, 500), NODE);
        assertThat(repeated).isEmpty();
        wire.received(rtp(1, 500), OTHER);
        assertThat(repeated).singleElement().asString().contains("SRTP", "ssrc 00000001", "01f4", "10.77.0.13");
    }

    @Test
    @DisplayName("so is an SRTCP index, which is no SRTP index")
    void srtcp() {
        wire.received(rtp(1, 500), NODE);
        wire.received(rtcp(1, 500), NODE);
        assertThat(repeated).isEmpty();
        wire.received(rtcp(1, 500), NODE);
        assertThat(repeated).singleElement().asString().contains("SRTCP");
    }

    @Test
    @DisplayName("handshakes are counted in both directions, media and checks are none")
    void handshakes() {
        wire.received(rtp(1, 500), NODE);
        wire.received(new byte[20], NODE);
        assertThat(wire.handshaken()).isZero();
        wire.sent(new byte[] {DTLS}, NODE);
        wire.received(new byte[] {DTLS}, NODE);
        assertThat(wire.handshaken()).isEqualTo(2);
    }

    @Test
    @DisplayName("a node behind the fence is counted from its return on, at once and later; others are not")
    void fence() {
        nowNs.set(99);
        fence.guard(NODE.getAddress(), 100, GRACE_NS);
        wire.received(rtp(1, 1), NODE);
        nowNs.set(100);
        wire.received(rtp(1, 2), NODE);
        wire.received(rtp(1, 3), OTHER);
        nowNs.set(300);
        wire.received(rtp(1, 4), NODE);
        wire.received(rtcp(1, 1), NODE);
        assertThat(fence.open()).isEqualTo(new Fence.Crossed(1, 2));
        wire.received(rtp(1, 5), NODE);
        assertThat(fence.open()).isEqualTo(new Fence.Crossed(1, 2));
    }

    private static byte[] rtp(int ssrc, int sequence) {
        return ByteBuffer.allocate(40)
                .put((byte) 0x80)
                .put((byte) RTP)
                .putShort((short) sequence)
                .putInt(0)
                .putInt(ssrc)
                .array();
    }

    private static byte[] rtcp(int ssrc, int index) {
        return ByteBuffer.allocate(40)
                .put((byte) 0x80)
                .put((byte) SENDER_REPORT)
                .putShort((short) 6)
                .putInt(ssrc)
                .putInt(36, 1 << 31 | index)
                .array();
    }
}
