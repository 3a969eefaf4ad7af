package dev.parley.media.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.protocol.SlotWish;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.rtc.srtp.SrtpCiphers;
import dev.parley.rtc.srtp.SrtpMasterKey;
import dev.parley.rtc.srtp.SrtpProfile;
import dev.parley.rtc.srtp.SrtpSender;
import dev.parley.rtc.srtp.SrtpState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("retransmissions around a route")
class RoutedAwayTest {
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;
    private static final int SSRC = 0xABCD;
    private static final SlotPlan SLOT =
            new SlotPlan("7", false, SSRC, SSRC + 1, List.of(new SlotCodec(Codec.VP8, 120, 121)));

    private final Vp8Feed ann = new Vp8Feed("ann", 11);
    private final PacketCounters counters = new PacketCounters();
    private final Downlink ben = new Downlink(
            new SessionPlan(List.of(), List.of(SLOT), List.of(), new ExtensionIds(0, 0, 0, 0, 0, 0, 0), true, 1),
            new ParticipantId("ben"),
            List.of(new SlotRecord(
                    SLOT, RewriterState.fresh(99, 1_000), new SlotWish("7", null, null, 180), 0, 0, 0, 0, 0)),
            new SendRate(SendRate.fresh(false), false));
    private final Departure departure = departure();
    private long nowNs = 1_000_000_000;

    private Departure departure() {
        var burst = new BurstWriter(Arena.ofAuto().allocate(1 << 20));
        burst.through(new Nowhere());
        var key = new SrtpMasterKey(new byte[16], new byte[12]);
        var sender = new SrtpSender(SrtpCiphers.best(), PROFILE, key, SrtpState.EMPTY);
        var to = RemoteAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        return new Departure(burst, new PacketComposer(), counters, new PacketWriter(sender, to));
    }

    /// Three frames are sent as 100, 101 and 103: between them one is missing that comes only later.
    private void watch() {
        Slot slot = ben.slots().getFirst();
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        ann.camera.offer(nowNs);
        ben.allocate(nowNs);
        forward(ann.frame(0, 10, 1, true));
        forward(ann.frame(0, 11, 2, false));
        forward(ann.frame(0, 13, 4, false));
        assertThat(counters.of(Verdict.FORWARDED)).isEqualTo(3);
        assertThat(asksFor(101)).as("answered as long as all is as it was").isTrue();
    }

    private void forward(@Nullable MediaPacket packet) {
        ben.forward(List.of(Objects.requireNonNull(packet)), 1, departure.at(nowNs));
    }

    private boolean asksFor(int sequence) {
        nowNs += SentLog.AGAIN_NS;
        long before = counters.of(Verdict.RETRANSMITTED);
        ben.sendAgain(SSRC, sequence, new MediaPacket(), departure.at(nowNs));
        return counters.of(Verdict.RETRANSMITTED) > before;
    }

    @Test
    @DisplayName("a receiver that was routed away gets nothing of the old context again, not even what it had")
    void receiverGone() {
        watch();
        ben.vacate();
        assertThat(asksFor(101)).isFalse();
    }

    @Test
    @DisplayName("what a publisher sends elsewhere fills no gap of those it has left")
    void publisherGone() {
        watch();
        ann.layer(0).enterRoomAt(-1); // Room.leave
        ann.layer(0).enterRoomAt(0); // and in another room, at the same place
        ann.frame(0, 12, 3, false);
        assertThat(asksFor(102)).isFalse();
        assertThat(asksFor(101)).isFalse();
    }

    @Test
    @DisplayName("memory of a stream that has ended is not read again: it may be somebody else's by now")
    void streamEnded() {
        watch();
        ann.uplink.close();
        assertThat(asksFor(101)).isFalse();
    }

    private static final class Nowhere implements BurstSender {
        @Override
        public void send(RemoteAddress to, MemorySegment from, long offset, int bytes, int segmentBytes) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
