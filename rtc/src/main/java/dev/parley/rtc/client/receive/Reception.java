package dev.parley.rtc.client.receive;

import dev.parley.rtc.bandwidth.TransportFeedbackRecorder;
import dev.parley.rtc.client.offer.Answer.Agreed;
import dev.parley.rtc.client.offer.Answer.ReceiveSlot;
import dev.parley.rtc.client.offer.Encoding;
import dev.parley.rtc.packets.NtpTime;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SenderReport;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All slots of one client. Packets come in decrypted; feedback goes out as messages.
public final class Reception {
    /// Transport-cc feedback, in the middle of the 50-100 ms that senders are made for.
    private static final long TRANSPORT_NS = 60_000_000;

    private static final long REPORT_NS = 1_000_000_000;
    private static final long KEY_FRAME_AGAIN_NS = 500_000_000;
    private static final int RTX_HEADER_BYTES = 2;
    private static final int NACKED = 64;
    private static final int REPORTED = 31;

    private final SlotStream[] streams;
    private final int[] ssrcs;
    private final int[] rtxSsrcs;
    private final long[] keyFrameAskedNs;
    private final int transportCc;
    private final int senderSsrc;
    private final Consumer<SlotPacket> listener;
    private final SlotPacket packet = new SlotPacket();
    private final TransportFeedbackRecorder arrivals = new TransportFeedbackRecorder();
    private final int[] lost = new int[NACKED];
    private long reportNs;
    private long transportNs;
    private long received;
    private long repaired;
    private long duplicates;
    private long padding;
    private long unknown;

    /// @param senderSsrc who speaks in feedback
    /// @param listener of every packet of a slot, once
    public Reception(Agreed answer, int senderSsrc, Consumer<SlotPacket> listener) {
        List<ReceiveSlot> slots = answer.slots();
        this.streams = slots.stream().map(SlotStream::new).toArray(SlotStream[]::new);
        this.ssrcs = slots.stream().mapToInt(ReceiveSlot::ssrc).toArray();
        this.rtxSsrcs = slots.stream().mapToInt(ReceiveSlot::rtxSsrc).toArray();
        this.keyFrameAskedNs = new long[streams.length];
        this.transportCc = answer.extensions().transportCc();
        this.senderSsrc = senderSsrc;
        this.listener = listener;
        Arrays.fill(keyFrameAskedNs, Long.MIN_VALUE / 2);
    }

    /// A decrypted RTP packet lies there.
    public void receive(MemorySegment slab, long offset, int length, long nowNs) {
        if (!packet.header.wrap(slab, offset, length)) {
            unknown++;
            return;
        }
        if (transportCc != 0 && packet.header.extensionLength(transportCc) == 2) {
            arrivals.noteArrival(Wire.u16(slab, packet.header.extension(transportCc)), nowNs);
        }
        int ssrc = packet.header.ssrc();
        int index = indexOf(ssrcs, ssrc);
        if (index >= 0) {
            deliver(streams[index], false, nowNs);
            return;
        }
        int repairing = indexOf(rtxSsrcs, ssrc);
        if (repairing < 0) {
            unknown++;
        } else if (packet.header.payloadLength() < RTX_HEADER_BYTES) {
            padding++;
        } else if (unwrapRtx(streams[repairing])) {
            deliver(streams[repairing], true, nowNs);
        }
    }

    private void deliver(SlotStream stream, boolean wasRepaired, long nowNs) {
        long index = stream.arrived(packet.header.sequenceNumber(), packet.header.timestamp(), nowNs);
        if (index < 0) {
            duplicates++;
            return;
        }
        received++;
        repaired += wasRepaired ? 1 : 0;
        packet.of(stream, index, wasRepaired, nowNs);
        listener.accept(packet);
    }

    /// RFC 4588 §4: the header moves over the two bytes of the original sequence number.
    private boolean unwrapRtx(SlotStream stream) {
        MemorySegment slab = packet.header.slab();
        Encoding encoding = Encoding.ofPayloadType(packet.header.payloadType()).orElse(null);
        if (encoding == null) {
            unknown++;
            return false;
        }
        long start = packet.header.offset() + RTX_HEADER_BYTES;
        int length = packet.header.length() - RTX_HEADER_BYTES;
        int original = Wire.u16(slab, packet.header.payloadOffset());
        int marker = packet.header.marker() ? 0x80 : 0;
        MemorySegment.copy(slab, packet.header.offset(), slab, start, packet.header.headerLength());
        Wire.putU8(slab, start + 1, marker | encoding.payloadType());
        Wire.putU16(slab, start + 2, original);
        Wire.putU32(slab, start + 8, stream.slot().ssrc());
        return packet.header.wrap(slab, start, length);
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) { // some dozens at most: a scan boxes nothing
            if (values[i] == value && value != 0) {
                return i;
            }
        }
        return -1;
    }

    /// A sender's clock, to be told back.
    public void senderReported(SenderReport report, long nowNs) {
        int index = indexOf(ssrcs, report.ssrc());
        if (index >= 0) {
            streams[index].senderReported(NtpTime.compact(report.ntpTime()), nowNs);
        }
    }

    /// Feedback that is due; empty most of the time.
    public List<RtcpMessage> feedback(long nowNs) {
        List<RtcpMessage> messages = new ArrayList<>(0);
        for (int i = 0; i < streams.length; i++) {
            addRepair(messages, i, nowNs);
        }
        if (nowNs - transportNs >= TRANSPORT_NS) {
            transportNs = nowNs;
            messages.addAll(arrivals.build(senderSsrc, ssrcs.length == 0 ? 0 : ssrcs[0]));
        }
        if (nowNs - reportNs >= REPORT_NS) {
            reportNs = nowNs;
            addReports(messages, nowNs);
        }
        return messages;
    }

    private void addRepair(List<RtcpMessage> messages, int i, long nowNs) {
        MissingPackets missing = streams[i].missing();
        if (rtxSsrcs[i] != 0 && !missing.isEmpty()) {
            int count = missing.due(lost, nowNs);
            if (count > 0) {
                messages.add(Nack.of(senderSsrc, ssrcs[i], Arrays.copyOf(lost, count)));
            }
        }
        if (missing.takeHopeless() && !streams[i].slot().audio()) {
            addKeyFrameRequest(messages, i, nowNs);
        }
    }

    private void addKeyFrameRequest(List<RtcpMessage> messages, int i, long nowNs) {
        if (nowNs - keyFrameAskedNs[i] >= KEY_FRAME_AGAIN_NS) {
            keyFrameAskedNs[i] = nowNs;
            messages.add(new Pli(senderSsrc, ssrcs[i]));
        }
    }

    private void addReports(List<RtcpMessage> messages, long nowNs) {
        List<ReportBlock> blocks = new ArrayList<>();
        for (SlotStream stream : streams) {
            if (stream.received() > 0) {
                blocks.add(stream.report(nowNs));
            }
        }
        for (int from = 0; from < blocks.size(); from += REPORTED) {
            messages.add(
                    new ReceiverReport(senderSsrc, blocks.subList(from, Math.min(from + REPORTED, blocks.size()))));
        }
    }

    /// The request for a key frame of this slot; null when there is no such video slot.
    public @Nullable RtcpMessage keyFrameRequest(String mid) {
        for (SlotStream stream : streams) {
            if (stream.slot().mid().equals(mid) && !stream.slot().audio()) {
                return new Pli(senderSsrc, stream.slot().ssrc());
            }
        }
        return null;
    }

    /// Packets handed to the listener.
    public long received() {
        return received;
    }

    /// Of those, how many came as retransmissions.
    public long repaired() {
        return repaired;
    }

    /// Packets whose sequence number had been seen in their slot.
    public long duplicates() {
        return duplicates;
    }

    /// Packets of padding only: bandwidth probes.
    public long padding() {
        return padding;
    }

    /// Packets of no slot.
    public long unknown() {
        return unknown;
    }

    /// Packets that are waited for or were given up, over all slots.
    public long missing() {
        return Arrays.stream(streams).mapToLong(SlotStream::lost).sum();
    }
}
