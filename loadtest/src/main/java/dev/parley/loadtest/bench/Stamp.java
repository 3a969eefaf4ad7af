package dev.parley.loadtest.bench;

import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.MemorySegment;

/// The send time inside a payload. Publisher and subscribers share a process, so one monotonic clock tells the delay.
final class Stamp {
    /// Behind a VP8 payload descriptor (6 bytes) and the header of a key frame (10), which a node reads.
    static final int VIDEO_AT = 16;

    /// Behind Opus' table-of-contents byte.
    static final int AUDIO_AT = 1;

    private static final int VP8_DESCRIPTOR_BYTES = 6;
    private static final int BYTES = 8;

    private Stamp() {}

    static void write(MemorySegment frame, long at, long nowNs) {
        Wire.putU64(frame, at, nowNs);
    }

    /// How long the packet was under way; -1 when it carries no stamp.
    static long delayNs(SlotPacket packet) {
        RtpPacket header = packet.header();
        int at = packet.audio() ? AUDIO_AT : VP8_DESCRIPTOR_BYTES + VIDEO_AT;
        return header.payloadLength() < at + BYTES
                ? -1
                : packet.arrivedNs() - Wire.u64(header.slab(), header.payloadOffset() + at);
    }
}
