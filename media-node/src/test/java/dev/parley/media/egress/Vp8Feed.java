package dev.parley.media.egress;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.ingress.StreamPlan;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.ingress.Uplink;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.path.PacketCounters;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A publisher's camera, packet by packet, as it comes out of SRTP: three layers l, m, h with SSRC 100, 101, 102.
final class Vp8Feed {
    static final int PAYLOAD_TYPE = 96;

    private final MemorySegment slab = Arena.ofAuto().allocate(2_048);
    final PacketCounters counters = new PacketCounters();
    final SourceTrack camera;
    final Uplink uplink;

    private byte[] extensions = new byte[0];

    Vp8Feed(String participant, int csrc) {
        this(participant, csrc, new ExtensionIds(0, 0, 0, 0, 0, 0, 0));
    }

    Vp8Feed(String participant, int csrc, ExtensionIds ids) {
        camera = new SourceTrack(new ParticipantId(participant), Source.CAMERA, csrc);
        var plan = new SessionPlan(
                List.of(new PublishPlan("1", Source.CAMERA, List.of("l", "m", "h"), List.of())),
                List.of(),
                List.of(new PayloadBinding(PAYLOAD_TYPE, Codec.VP8, false, PAYLOAD_TYPE)),
                ids,
                true,
                1);
        uplink = new Uplink(plan, Map.of(Source.CAMERA, camera), new SlabPool(), counters);
        for (int layer = 0; layer < 3; layer++) {
            var stream = new StreamPlan(100 + layer, 0, Source.CAMERA, layer, "lmh".substring(layer, layer + 1));
            uplink.resume(new StreamRecord(stream, Codec.VP8, -1, List.of(), 0), 0);
        }
        for (int layer = 0; layer < 3; layer++) {
            layer(layer).enterRoomAt(layer);
        }
    }

    PublishedStream layer(int layer) {
        PublishedStream stream = camera.layer(layer);
        if (stream == null) {
            throw new IllegalStateException("layer " + layer);
        }
        return stream;
    }

    /// The following packets have this one header extension, in the two-byte form (RFC 8285 §4.3).
    Vp8Feed carrying(int id, byte[] data) {
        int words = (2 + data.length + 3) / 4;
        extensions = ByteBuffer.allocate(4 + 4 * words)
                .putShort((short) 0x1000)
                .putShort((short) words)
                .put((byte) id)
                .put((byte) data.length)
                .put(data)
                .array();
        return this;
    }

    /// One packet that is a whole frame. Null when the uplink did not let it through.
    @Nullable
    MediaPacket frame(int layer, int sequence, int pictureId, boolean key) {
        ByteBuffer packet = ByteBuffer.allocate(128);
        packet.put((byte) (extensions.length == 0 ? 0x80 : 0x90))
                .put((byte) (0x80 | PAYLOAD_TYPE))
                .putShort((short) sequence);
        packet.putInt(pictureId * 3_000).putInt(100 + layer).put(extensions);
        packet.put((byte) 0x90)
                .put((byte) 0xC0)
                .putShort((short) (0x8000 | pictureId))
                .put((byte) pictureId);
        packet.put((byte) (key ? 0x10 : 0x11)).put((byte) 2).put((byte) 0); // frame tag, RFC 6386 §9.1
        packet.put(new byte[] {(byte) 0x9d, 0x01, 0x2a}).putShort(Short.reverseBytes((short) 320));
        packet.putShort(Short.reverseBytes((short) (180 << layer)));
        packet.put("layer".getBytes(StandardCharsets.US_ASCII)).put((byte) layer);
        MemorySegment.copy(MemorySegment.ofArray(packet.array()), 0, slab, 0, packet.position());
        var read = new MediaPacket();
        return uplink.receive(slab, 0, packet.position(), read, pictureId * 33_000_000L) ? read : null;
    }
}
