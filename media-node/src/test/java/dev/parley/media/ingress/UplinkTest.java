package dev.parley.media.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A camera of one plain layer that may send VP8 as 96 and H264 as 102.
class UplinkTest {
    private static final String VP8_KEY = "10 02000 09d012a 4001 b400".replace(" ", "");
    private static final String H264_SETS = "78 0004 6742e01f 0004 68ce3c80";
    private static final String H264_IDR = "7c 85 88";

    private final MemorySegment slab = Arena.ofAuto().allocate(2_048);
    private final PacketCounters counters = new PacketCounters();
    private final SourceTrack camera = new SourceTrack(new ParticipantId("ann"), Source.CAMERA, 11);
    private final MediaPacket packet = new MediaPacket();
    private final Uplink uplink = new Uplink(
            new SessionPlan(
                    List.of(new PublishPlan("1", Source.CAMERA, List.of(), List.of())),
                    List.of(),
                    List.of(
                            new PayloadBinding(96, Codec.VP8, false, 96),
                            new PayloadBinding(102, Codec.H264, false, 102)),
                    new ExtensionIds(0, 0, 0, 0, 0, 0, 0),
                    true,
                    1),
            Map.of(Source.CAMERA, camera),
            new SlabPool(),
            counters);

    @Test
    @DisplayName("an encoder that changes its codec under one SSRC is one stream that began anew")
    void anotherCodec() {
        assertThat(receive(96, 10, VP8_KEY)).isTrue();
        assertThat(packet.keyframeStart()).isTrue();
        assertThat(uplink.takeBegun()).isTrue();
        assertThat(receive(102, 11, H264_SETS)).isTrue();
        assertThat(packet.keyframeStart()).isTrue();
        assertThat(uplink.takeBegun()).isTrue();
        assertThat(receive(102, 12, H264_IDR)).isTrue();
        assertThat(packet.keyframeStart()).isFalse();
        assertThat(uplink.takeBegun()).isFalse();

        assertThat(camera.layers()).hasSize(1);
        assertThat(camera.codec()).isEqualTo(Codec.H264);
        assertThat(uplink.streams()).hasSize(1);
    }

    @Test
    @DisplayName("a payload type that was not agreed is dropped by name")
    void unknownPayloadType() {
        assertThat(receive(103, 10, H264_SETS)).isFalse();
        assertThat(counters.of(Verdict.UNKNOWN_PAYLOAD_TYPE)).isOne();
    }

    private boolean receive(int payloadType, int sequence, String payload) {
        String head = "80%02x%04x00000bb8000000aa".formatted(payloadType, sequence);
        byte[] bytes = HexFormat.of().parseHex(head + payload.replace(" ", ""));
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, slab, 0, bytes.length);
        return uplink.receive(slab, 0, bytes.length, packet, 1_000_000L * sequence);
    }
}
