package dev.parley.media.egress;

import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtp.RtpHeaderWriter;
import java.lang.foreign.MemorySegment;

/// Writes one packet as one receiver gets it: a header of its own beside the shared payload. No allocation.
public final class PacketComposer {
    /// Room to leave for one packet with header, extensions and authentication tag: an Ethernet frame and some.
    public static final int MAX_PACKET_BYTES = 2_048;

    private static final int ORIGINAL_SEQUENCE_BYTES = 2; // RFC 4588 §4

    private final RtpHeaderWriter header = new RtpHeaderWriter();

    /// The packet as it is sent the first time. Returns its length.
    int first(MemorySegment out, long at, Rewrite rewrite, MediaPacket packet) {
        SlotCodec codec = rewrite.codec();
        long sequence = rewrite.epoch().outSequence(packet.sequence());
        int length = header(out, at, rewrite, packet, codec.payloadType(), sequence, rewrite.ssrc());
        return length + payload(out, at + length, at, rewrite.epoch(), packet);
    }

    /// The packet as a retransmission (RFC 4588 §4): its own SSRC and sequence, the original sequence first.
    int again(MemorySegment out, long at, Rewrite rewrite, MediaPacket packet, long rtxSequence) {
        SlotCodec codec = rewrite.codec();
        int length = header(out, at, rewrite, packet, codec.rtxPayloadType(), rtxSequence, rewrite.ssrc());
        Wire.putU16(out, at + length, (int) rewrite.epoch().outSequence(packet.sequence()));
        length += ORIGINAL_SEQUENCE_BYTES;
        return length + payload(out, at + length, at, rewrite.epoch(), packet);
    }

    /// Padding only (RFC 3550 §5.1), to fill a probe.
    int padding(MemorySegment out, long at, Rewrite rewrite, long rtxSequence, int timestamp) {
        header.begin(out, at, rewrite.codec().rtxPayloadType(), false)
                .sequenceNumber(rtxSequence)
                .timestamp(timestamp)
                .ssrc(rewrite.ssrc())
                .extensionU16(rewrite.extensions().transportCc(), rewrite.transportSequence());
        int length = header.finish();
        MemorySegment pad = out.asSlice(at + length, PADDING_BYTES);
        pad.fill((byte) 0);
        Wire.putU8(out, at + length + PADDING_BYTES - 1, PADDING_BYTES);
        Wire.putU8(out, at, Wire.u8(out, at) | 0x20);
        return length + PADDING_BYTES;
    }

    /// The most one padding count can say (one byte, RFC 3550 §5.1), less a little for alignment.
    static final int PADDING_BYTES = 252;

    private int header(
            MemorySegment out, long at, Rewrite rewrite, MediaPacket packet, int payloadType, long sequence, int ssrc) {
        ExtensionIds ids = rewrite.extensions();
        boolean marker = packet.marker() || rewrite.startsTalkspurt();
        header.begin(out, at, payloadType, marker)
                .sequenceNumber(sequence)
                .timestamp(rewrite.epoch().outTimestamp(packet.timestamp()))
                .ssrc(ssrc)
                .csrc(packet.stream().track().csrc())
                .extensionU16(ids.transportCc(), rewrite.transportSequence());
        if (packet.audioLevel() != MediaPacket.ABSENT) {
            header.extensionU8(ids.audioLevel(), packet.audioLevel());
        }
        if (packet.orientation() != MediaPacket.ABSENT) {
            header.extensionU8(ids.videoOrientation(), packet.orientation());
        }
        if (packet.hasCaptureTime()) {
            header.extension(
                    ids.absCaptureTime(), packet.slab(), packet.captureTimeOffset(), packet.captureTimeLength());
        }
        return header.finish();
    }

    private static int payload(MemorySegment out, long at, long start, StreamEpoch epoch, MediaPacket packet) {
        int length = packet.payloadLength();
        if (length == 0) { // a publisher's padding: keep its place in the sequence, in one byte
            Wire.putU8(out, at, 1);
            Wire.putU8(out, start, Wire.u8(out, start) | 0x20);
            return 1;
        }
        MemorySegment.copy(packet.slab(), packet.payloadOffset(), out, at, length);
        if (packet.isVp8()) {
            packet.vp8().rewritePictureId(out, at, packet.pictureId() + epoch.pictureIdOffset());
            packet.vp8().rewriteTl0PicIdx(out, at, packet.tl0() + epoch.tl0Offset());
        }
        return length;
    }
}
