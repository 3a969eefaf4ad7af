package dev.parley.media.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.protocol.SlotWish;
import dev.parley.room.Codec;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The publisher's abs-capture-time, under the publisher's id on the way in and under the receiver's on the way out.
class CaptureTimeTest {
    private static final int PUBLISHER_ID = 7;
    private static final int RECEIVER_ID = 11;
    private static final String TIME = "e9a1b2c3d4e5f607";
    private static final String TIME_AND_OFFSET = TIME + "fffffffe80000001";
    private static final SlotPlan PLAN =
            new SlotPlan("7", false, 0xABCD, 0xABCE, List.of(new SlotCodec(Codec.VP8, 120, 121)));

    private final MemorySegment wire = Arena.ofAuto().allocate(2_048);
    private final PacketComposer composer = new PacketComposer();
    private final Vp8Feed ann = new Vp8Feed("ann", 11, new ExtensionIds(0, 0, 0, 0, 0, 0, PUBLISHER_ID));
    private final Slot slot = new Slot(
            new SlotRecord(PLAN, RewriterState.fresh(1, 1_000), new SlotWish("7", null, null, 180), 0, 0, 0, 0, 0));
    private int sequence = 100;

    @Test
    @DisplayName("both forms are passed on as they came; a length that means nothing is not")
    void forms() {
        assertThat(forwarded(RECEIVER_ID, TIME)).isEqualTo(TIME);
        assertThat(forwarded(RECEIVER_ID, TIME_AND_OFFSET)).isEqualTo(TIME_AND_OFFSET);
        assertThat(forwarded(RECEIVER_ID, TIME.substring(2))).isNull();
        assertThat(forwarded(RECEIVER_ID, TIME_AND_OFFSET + "00")).isNull();
        assertThat(forwarded(RECEIVER_ID, "")).isNull();
    }

    @Test
    @DisplayName("who did not agree to it does not get it")
    void notAgreed() {
        assertThat(forwarded(0, TIME)).isNull();
    }

    @Test
    @DisplayName("a retransmission carries what the packet carried")
    void again() {
        MediaPacket packet = arrive(TIME_AND_OFFSET);
        StreamEpoch epoch = admitted(packet);
        var recalled = new MediaPacket();
        arrive(TIME); // the feed's slab holds something else by now
        assertThat(packet.stream().recall(packet.sequence(), recalled)).isTrue();
        int length = composer.again(wire, 0, rewrite(RECEIVER_ID, epoch, packet.stream()), recalled, 1);
        assertThat(read(length, RECEIVER_ID)).isEqualTo(TIME_AND_OFFSET);
    }

    @Test
    @DisplayName("costs no object")
    void allocatesNothing() {
        MediaPacket packet = arrive(TIME_AND_OFFSET);
        Rewrite rewrite = rewrite(RECEIVER_ID, admitted(packet), packet.stream());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 60 && best > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                packet.stream().recall(packet.sequence(), packet);
                composer.first(wire, 0, rewrite, packet);
            }
            best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(best).isZero();
    }

    private @Nullable String forwarded(int receiverId, String data) {
        MediaPacket packet = arrive(data);
        StreamEpoch epoch = admitted(packet);
        return read(composer.first(wire, 0, rewrite(receiverId, epoch, packet.stream()), packet), receiverId);
    }

    private MediaPacket arrive(String data) {
        slot.show(ann.camera);
        slot.aim(ann.layer(0));
        ann.carrying(PUBLISHER_ID, HexFormat.of().parseHex(data));
        return Objects.requireNonNull(ann.frame(0, sequence, sequence++, true));
    }

    private StreamEpoch admitted(MediaPacket packet) {
        return Objects.requireNonNull(slot.admit(packet, 1_000_000L * sequence, ann.counters));
    }

    private Rewrite rewrite(int id, StreamEpoch epoch, PublishedStream stream) {
        return new Rewrite(new ExtensionIds(0, 0, 0, 0, 3, 0, id)).as(epoch, slot.codecOf(stream), 0xABCD);
    }

    private @Nullable String read(int length, int id) {
        var header = new RtpPacket();
        assertThat(header.wrap(wire, 0, length)).isTrue();
        int size = header.extensionLength(id);
        if (size < 0) {
            return null;
        }
        byte[] bytes = wire.toArray(ValueLayout.JAVA_BYTE);
        int from = (int) header.extension(id);
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, from + size));
    }
}
