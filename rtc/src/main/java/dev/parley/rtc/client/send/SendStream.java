package dev.parley.rtc.client.send;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.rtc.client.offer.Answer.Extensions;
import dev.parley.rtc.client.offer.Encoding;
import dev.parley.rtc.client.offer.Offer.Layer;
import dev.parley.rtc.packets.NtpTime;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtp.RtpHeaderWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One SSRC on its way out, with the SSRC of its retransmissions.
final class SendStream {
    /// A packet with header, extensions and tag stays below 1,200 bytes, which every path carries (RFC 9000 §14 takes
    /// the same).
    static final int PAYLOAD_BYTES = 1_120;

    private static final long NS_PER_S = 1_000_000_000;

    /// What is the same for all streams of a client.
    record Context(Extensions extensions, PacketExit exit, Arena arena, RandomGenerator random) {}

    private final Context context;
    private final Layer layer;
    private final Encoding encoding;
    private final byte[] mid;
    private final byte[] rid;
    private final @Nullable SentPackets sent;
    private final Vp8Cutter vp8;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final int timestampOffset;
    private int sequenceNumber;
    private int rtxSequenceNumber;
    private int packets;
    private int octets;
    private int lastTimestamp;
    private long lastSentNs;
    private boolean known;

    SendStream(Context context, String mid, Encoding encoding, Layer layer) {
        this.context = context;
        this.layer = layer;
        this.encoding = encoding;
        this.mid = mid.getBytes(US_ASCII);
        this.rid = layer.rid().getBytes(US_ASCII);
        this.sent = layer.rtxSsrc() == 0 ? null : new SentPackets(context.arena());
        this.vp8 = new Vp8Cutter(context.random().nextInt());
        this.timestampOffset = context.random().nextInt();
        this.sequenceNumber = context.random().nextInt() & 0x7FFF; // RFC 3711 §3.3.1: no wrap among the first packets
        this.rtxSequenceNumber = context.random().nextInt() & 0x7FFF;
    }

    Layer layer() {
        return layer;
    }

    int packets() {
        return packets;
    }

    /// The peer has reported on this SSRC, so mid and rid need not be said any more (RFC 8843 §15).
    void becameKnown() {
        known = true;
    }

    /// Sends a whole frame.
    void send(EncodedFrame frame, long nowNs) {
        lastTimestamp = frame.timestamp() + timestampOffset;
        lastSentNs = nowNs;
        if (encoding == Encoding.VP8) {
            sendVp8(frame);
        } else {
            sendPacket(frame, frame.offset(), frame.length());
        }
    }

    private void sendVp8(EncodedFrame frame) {
        vp8.nextFrame();
        int room = PAYLOAD_BYTES - Vp8Cutter.DESCRIPTOR_BYTES;
        int pieces = Math.max(1, (frame.length() + room - 1) / room);
        int piece = (frame.length() + pieces - 1) / pieces; // pieces of equal size leave in one burst
        for (int at = 0; at < frame.length(); at += piece) {
            int length = Math.min(piece, frame.length() - at);
            boolean isLast = at + length == frame.length();
            long payload = begin(sequenceNumber, isLast, 0);
            vp8.describe(slab(), payload, at == 0);
            MemorySegment.copy(frame.data(), frame.offset() + at, slab(), payload + Vp8Cutter.DESCRIPTOR_BYTES, length);
            finish(payload, Vp8Cutter.DESCRIPTOR_BYTES + length, isLast);
        }
    }

    private void sendPacket(EncodedFrame frame, long offset, int length) {
        long payload = begin(sequenceNumber, !encoding.isAudio(), frame.audioLevel());
        MemorySegment.copy(frame.data(), offset, slab(), payload, length);
        finish(payload, length, !encoding.isAudio());
    }

    /// Writes the header and answers where the payload goes.
    private long begin(int sequence, boolean marker, int audioLevel) {
        Extensions ids = context.extensions();
        header.begin(slab(), context.exit().start(), encoding.payloadType(), marker)
                .sequenceNumber(sequence)
                .timestamp(lastTimestamp)
                .ssrc(layer.ssrc())
                .extensionU16(ids.transportCc(), context.exit().nextTransportSequence());
        if (encoding.isAudio()) {
            header.extensionU8(ids.audioLevel(), audioLevel);
        }
        if (!known) {
            header.extension(ids.mid(), mid);
            if (rid.length > 0) {
                header.extension(ids.rid(), rid);
            }
        }
        return context.exit().start() + header.finish();
    }

    private void finish(long payload, int length, boolean marker) {
        packets++;
        octets += length;
        if (sent != null) {
            sent.keep(sequenceNumber, lastTimestamp, marker);
            sent.payload(sequenceNumber, slab(), payload, length);
        }
        sequenceNumber = sequenceNumber + 1 & 0xFFFF;
        context.exit().send((int) (payload - context.exit().start()) + length);
    }

    /// Answers a NACK (RFC 4588 §4). False when the packet is too long gone.
    boolean sendAgain(int lost) {
        if (sent == null || !sent.has(lost)) {
            return false;
        }
        Extensions ids = context.extensions();
        header.begin(slab(), context.exit().start(), encoding.rtxPayloadType(), sent.marker(lost))
                .sequenceNumber(rtxSequenceNumber++)
                .timestamp(sent.timestamp(lost))
                .ssrc(layer.rtxSsrc())
                .extensionU16(ids.transportCc(), context.exit().nextTransportSequence())
                .extension(ids.mid(), mid);
        if (rid.length > 0) {
            header.extension(ids.repairedRid(), rid);
        }
        long payload = context.exit().start() + header.finish();
        Wire.putU16(slab(), payload, lost);
        int length = 2 + sent.copy(lost, slab(), payload + 2);
        context.exit().send((int) (payload - context.exit().start()) + length);
        return true;
    }

    /// What was sent so far, and which instant the timestamps mean (RFC 3550 §6.4.1).
    SenderReport report(long nowNs, long nowUnixNs) {
        int sinceLast = (int) ((nowNs - lastSentNs) * encoding.clockRate() / NS_PER_S);
        return new SenderReport(
                layer.ssrc(), NtpTime.ofUnixNs(nowUnixNs), lastTimestamp + sinceLast, packets, octets, List.of());
    }

    private MemorySegment slab() {
        return context.exit().slab();
    }
}
