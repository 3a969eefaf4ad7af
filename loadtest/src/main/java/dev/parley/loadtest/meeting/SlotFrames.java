package dev.parley.loadtest.meeting;

import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.packets.payload.Vp8Descriptor;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts the packets of one slot together into frames, in whatever order they come, and counts by source. A frame is
/// whole when every packet from the one that begins it (RFC 7741 §4.2: S=1, PID=0) to the one with the marker is here.
/// Lives on the client's loop; what it counts may be read anywhere.
final class SlotFrames {
    /// More packets than the largest key frame has, with those that a retransmission still repairs around it.
    private static final int PIECES = 256;

    private static final int MASK = PIECES - 1;
    private static final byte STARTS = 1;
    private static final byte ENDS = 2;
    private static final byte[] NO_BYTES = {};

    private final String mid;
    private final boolean wantsBytes;
    private final Consumer<SlotFrame> whole;
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final long[] sequences = new long[PIECES];
    private final byte[] edges = new byte[PIECES];
    private final byte[] @Nullable [] payloads;
    private final Map<Integer, Flow> flows = new ConcurrentHashMap<>();
    private @Nullable Flow last;
    private int lastCsrc;

    SlotFrames(String mid, boolean wantsBytes, Consumer<SlotFrame> whole) {
        this.mid = mid;
        this.wantsBytes = wantsBytes;
        this.whole = whole;
        this.payloads = new byte[wantsBytes ? PIECES : 0][];
        java.util.Arrays.fill(sequences, -1);
    }

    /// By CSRC.
    Map<Integer, Flow> flows() {
        return flows;
    }

    void packet(SlotPacket packet) {
        Flow flow = flow(packet.csrc());
        flow.packet();
        if (packet.audio()) {
            RtpPacket header = packet.header();
            flow.frame(packet.arrivedNs());
            byte[] bytes = wantsBytes ? copy(header.slab(), header.payloadOffset(), header.payloadLength()) : NO_BYTES;
            whole.accept(new SlotFrame(mid, true, packet.csrc(), packet.sequence(), MemorySegment.ofArray(bytes)));
        } else {
            picture(packet, flow);
        }
    }

    private Flow flow(int csrc) {
        Flow known = last;
        if (known == null || csrc != lastCsrc) {
            known = flows.computeIfAbsent(csrc, _ -> new Flow());
            last = known;
            lastCsrc = csrc;
        }
        return known;
    }

    private void picture(SlotPacket packet, Flow flow) {
        RtpPacket header = packet.header();
        if (!vp8.parse(header.slab(), header.payloadOffset(), header.payloadLength())) {
            return;
        }
        int at = (int) packet.sequence() & MASK;
        sequences[at] = packet.sequence();
        edges[at] = (byte) ((vp8.startsFrame() ? STARTS : 0) | (header.marker() ? ENDS : 0));
        if (vp8.isKeyFrame()) {
            flow.keyFrame(vp8.height());
        }
        if (wantsBytes) {
            long data = header.payloadOffset() + vp8.length();
            payloads[at] = copy(header.slab(), data, header.payloadLength() - vp8.length());
        }
        complete(packet, flow);
    }

    /// The frame of this packet, if this was the last piece missing.
    private void complete(SlotPacket packet, Flow flow) {
        long first = packet.sequence();
        while (has(first) && (edge(first) & STARTS) == 0 && packet.sequence() - first < PIECES) {
            first--;
        }
        long end = packet.sequence();
        while (has(end) && (edge(end) & ENDS) == 0 && end - packet.sequence() < PIECES) {
            end++;
        }
        if (has(first) && (edge(first) & STARTS) != 0 && has(end) && (edge(end) & ENDS) != 0) {
            flow.frame(packet.arrivedNs());
            byte[] bytes = wantsBytes ? join(first, end) : NO_BYTES;
            whole.accept(new SlotFrame(mid, false, packet.csrc(), end, MemorySegment.ofArray(bytes)));
        }
    }

    private boolean has(long sequence) {
        return sequences[(int) sequence & MASK] == sequence;
    }

    private byte edge(long sequence) {
        return edges[(int) sequence & MASK];
    }

    private byte[] join(long first, long end) {
        int length = 0;
        for (long i = first; i <= end; i++) {
            length += payload(i).length;
        }
        byte[] frame = new byte[length];
        int at = 0;
        for (long i = first; i <= end; i++) {
            byte[] piece = payload(i);
            System.arraycopy(piece, 0, frame, at, piece.length);
            at += piece.length;
        }
        return frame;
    }

    private byte[] payload(long sequence) {
        byte[] payload = payloads[(int) sequence & MASK];
        return payload == null ? NO_BYTES : payload;
    }

    private static byte[] copy(MemorySegment slab, long offset, int length) {
        return slab.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
