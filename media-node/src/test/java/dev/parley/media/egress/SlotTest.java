package dev.parley.media.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.protocol.SlotWish;
import dev.parley.room.Codec;
import dev.parley.rtc.packets.payload.Vp8Descriptor;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final int SLOT_SSRC = 0xABCD;
    private static final SlotPlan PLAN =
            new SlotPlan("7", false, SLOT_SSRC, SLOT_SSRC + 1, List.of(new SlotCodec(Codec.VP8, 120, 121)));

    /// What a receiver sees of a packet.
    record Out(int sequence, int pictureId, int tl0, int csrc) {}

    private final PacketCounters counters = new PacketCounters();
    private final PacketComposer composer = new PacketComposer();
    private final MemorySegment wire = Arena.ofAuto().allocate(2_048);
    private final Vp8Feed ann = new Vp8Feed("ann", 11);
    private final Vp8Feed ben = new Vp8Feed("ben", 22);
    private final Slot slot = new Slot(new SlotRecord(
            PLAN, RewriterState.fresh(65_533, 1_000), new SlotWish("7", null, null, 180), 0, 0, 0, 0, 0));
    private long nowNs = 1_000_000_000;

    @Test
    @DisplayName("layers and people change at key frames, and the outgoing stream has no hole, across every wrap")
    void switches() {
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        var seen = new ArrayList<Out>();
        seen.add(send(ann.frame(0, 10, 5, false))); // nothing before a key frame
        seen.add(send(ann.frame(0, 11, 6, true)));
        seen.add(send(ann.frame(0, 12, 7, false)));
        slot.aim(ann.layer(2));
        seen.add(send(ann.frame(0, 13, 8, false))); // the old layer goes on …
        seen.add(send(ann.frame(2, 900, 8, false)));
        seen.add(send(ann.frame(2, 901, 9, true))); // … until the new one can be decoded
        seen.add(send(ann.frame(0, 14, 9, false)));
        slot.show(ben.camera);
        slot.aim(ben.layer(1));
        seen.add(send(ann.frame(2, 902, 10, false)));
        seen.add(send(ben.frame(1, 65_535, 32_767, true)));
        seen.add(send(ben.frame(1, 0, 0, false)));

        assertThat(seen)
                .containsExactly(
                        null,
                        new Out(65_534, 1, 1, 11),
                        new Out(65_535, 2, 2, 11),
                        new Out(0, 3, 3, 11),
                        null,
                        new Out(1, 4, 4, 11),
                        null,
                        null,
                        new Out(2, 5, 5, 22),
                        new Out(3, 6, 6, 22));
        assertThat(counters.of(Verdict.WAITING_FOR_KEYFRAME)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "giving up a layer before its key frame came is a change as well, or receivers are told of it for ever")
    void givesUp() {
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        assertThat(slot.takeChanged()).as("aimed at the low layer").isTrue();
        slot.aim(null);
        assertThat(slot.takeChanged()).as("held back").isTrue();
        slot.aim(null);
        assertThat(slot.takeChanged()).as("still held back").isFalse();

        slot.aim(ann.layer(0));
        send(ann.frame(0, 11, 6, true));
        slot.aim(ann.layer(2));
        assertThat(slot.takeChanged()).as("aimed at the top layer").isTrue();
        slot.aim(ann.layer(0));
        assertThat(slot.takeChanged()).as("stays where it was").isTrue();
    }

    @Test
    @DisplayName("a late packet takes its own place, one from before the switch takes none")
    void reordering() {
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        send(ann.frame(0, 9, 4, false));
        send(ann.frame(0, 11, 6, true));
        var ahead = send(ann.frame(0, 13, 8, false));
        var late = send(ann.frame(0, 12, 7, false));
        var tooLate = send(ann.frame(0, 10, 5, false));

        assertThat(ahead).isEqualTo(new Out(0, 3, 3, 11));
        assertThat(late).isEqualTo(new Out(65_535, 2, 2, 11));
        assertThat(tooLate).isNull();
        assertThat(counters.of(Verdict.STALE)).isOne();
    }

    @Test
    @DisplayName("a codec the receiver did not agree to is kept from it, by name")
    void codecNotAgreed() {
        var h264 = new SlotPlan("7", false, SLOT_SSRC, 0, List.of(new SlotCodec(Codec.H264, 102, -1)));
        var other = new Slot(
                new SlotRecord(h264, RewriterState.fresh(1, 1_000), new SlotWish("7", null, null, 180), 0, 0, 0, 0, 0));
        other.show(ann.camera);
        other.aim(ann.layer(0));
        assertThat(send(other, ann.frame(0, 11, 6, true))).isNull();
        assertThat(counters.of(Verdict.CODEC_NOT_AGREED)).isOne();
    }

    @Test
    @DisplayName("a slot goes on elsewhere from its record as if nothing had happened")
    void carried() {
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        send(ann.frame(0, 11, 6, true));
        var carried = new Slot(slot.state());
        carried.resume(ann.camera, ann.layer(0));

        assertThat(send(carried, ann.frame(0, 12, 7, false))).isEqualTo(new Out(65_535, 2, 2, 11));
    }

    @Test
    @DisplayName("what was sent is remembered by its outgoing number, but not asked for twice at once")
    void sentLog() {
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        send(ann.frame(0, 11, 6, true));
        assertThat(slot.log().ask(65_534, nowNs)).isNotNull();
        assertThat(slot.log().ask(65_534, nowNs + 1)).isNull();
        assertThat(slot.log().ask(65_534, nowNs + SentLog.AGAIN_NS)).isNotNull();
        assertThat(slot.log().ask(65_533, nowNs)).isNull(); // before all that was shown
    }

    private @Nullable Out send(@Nullable MediaPacket packet) {
        return send(slot, packet);
    }

    private @Nullable Out send(Slot through, @Nullable MediaPacket packet) {
        nowNs += 10_000_000;
        StreamEpoch epoch = packet == null ? null : through.admit(packet, nowNs, counters);
        if (packet == null || epoch == null) {
            return null;
        }
        var rewrite = new Rewrite(new ExtensionIds(0, 0, 0, 0, 3, 0, 0))
                .as(epoch, through.codecOf(packet.stream()), SLOT_SSRC);
        int length = composer.first(wire, 0, rewrite, packet);
        through.sent(epoch, packet, nowNs);
        return read(length);
    }

    private Out read(int length) {
        var header = new RtpPacket();
        assertThat(header.wrap(wire, 0, length)).isTrue();
        assertThat(header.ssrc()).isEqualTo(SLOT_SSRC);
        assertThat(header.payloadType()).isEqualTo(120);
        var vp8 = new Vp8Descriptor();
        assertThat(vp8.parse(wire, header.payloadOffset(), header.payloadLength()))
                .isTrue();
        return new Out(header.sequenceNumber(), vp8.pictureId(), vp8.tl0PicIdx(), header.csrc(0));
    }
}
