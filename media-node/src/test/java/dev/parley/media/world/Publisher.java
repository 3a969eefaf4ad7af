package dev.parley.media.world;

import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A camera with three simulcast layers in VP8, 30 frames a second, that answers NACK and PLI. SSRCs are 100 to 102 and
/// 200 to 202 for retransmissions.
final class Publisher {
    static final int VP8 = 96;
    static final int RTX = 97;

    private final World world;
    private final World.Link link;
    private final List<LayerEncoder> layers = new ArrayList<>();

    Publisher(World world, World.Link link) {
        this.world = world;
        this.link = link;
        for (int layer = 0; layer < 3; layer++) {
            layers.add(new LayerEncoder(layer));
        }
    }

    void start() {
        world.every(33 * World.MS, () -> layers.forEach(LayerEncoder::frame));
    }

    void hear(List<RtcpMessage> feedback) {
        for (RtcpMessage message : feedback) {
            if (message instanceof Nack nack) {
                nack.forEachLost(lost -> layers.get(nack.mediaSsrc() - 100).again(lost));
            } else if (message instanceof Pli pli) {
                layers.get(pli.mediaSsrc() - 100).keyframeWanted = true;
            }
        }
    }

    private final class LayerEncoder {
        private final int layer;
        private final Map<Integer, byte[]> sent = new HashMap<>();
        private int sequence = 65_000 + world.random().nextInt(500);
        private int rtxSequence = 1;
        private int pictureId = 32_700 + world.random().nextInt(60);
        private int tl0 = 250;
        private int timestamp = world.random().nextInt();
        private boolean keyframeWanted = true;

        LayerEncoder(int layer) {
            this.layer = layer;
        }

        void frame() {
            int packets = 1 + world.random().nextInt(2 + layer);
            for (int i = 0; i < packets; i++) {
                byte[] packet = packet(i == 0, i == packets - 1);
                sent.put(sequence & 0xFFFF, packet);
                link.send(packet);
                sequence++;
            }
            keyframeWanted = false;
            pictureId = (pictureId + 1) & 0x7FFF;
            tl0 = (tl0 + 1) & 0xFF;
            timestamp += 3_000;
        }

        private byte[] packet(boolean first, boolean last) {
            ByteBuffer out = ByteBuffer.allocate(64);
            out.put((byte) 0x80).put((byte) ((last ? 0x80 : 0) | VP8)).putShort((short) sequence);
            out.putInt(timestamp).putInt(100 + layer);
            out.put((byte) (first ? 0x90 : 0x80)).put((byte) 0xC0);
            out.putShort((short) (0x8000 | pictureId)).put((byte) tl0);
            out.put((byte) (keyframeWanted ? 0x10 : 0x11)).put((byte) 2).put((byte) 0);
            out.put(new byte[] {(byte) 0x9d, 0x01, 0x2a}).putShort(Short.reverseBytes((short) 320));
            out.putShort(Short.reverseBytes((short) (180 << layer)));
            out.putInt(layer).putInt(sequence); // what this packet is, for the receiver to recognise
            byte[] bytes = new byte[out.position()];
            out.flip().get(bytes);
            return bytes;
        }

        /// RFC 4588: another SSRC and sequence, the original sequence before the payload.
        void again(int lost) {
            byte[] original = sent.get(lost);
            if (original == null) {
                return;
            }
            ByteBuffer out = ByteBuffer.allocate(original.length + 2);
            out.put(original, 0, 12).putShort((short) lost).put(original, 12, original.length - 12);
            out.put(1, (byte) ((original[1] & 0x80) | RTX))
                    .putShort(2, (short) rtxSequence++)
                    .putInt(8, 200 + layer);
            link.send(out.array());
        }
    }
}
