package dev.parley.loadtest.breakout;

import dev.parley.rtc.client.receive.SlotPacket;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// What every packet carries in its payload: who sent it, after how many changes of place, and when. All
/// attendees share a process, so one monotonic clock orders what they send, are told and receive.
///
/// @param sender number of the attendee
/// @param change how often the sender had been told another place
record Mark(int sender, int change, long sentNs) {
    /// Behind a VP8 payload descriptor (6 bytes) and the header of a key frame (10), which a node reads.
    static final int PICTURE_AT = 16;

    /// Behind Opus' table-of-contents byte.
    static final int SOUND_AT = 1;

    private static final int VP8_DESCRIPTOR_BYTES = 6;
    private static final int BYTES = 16;

    void write(MemorySegment frame, long at) {
        Wire.putU32(frame, at, sender);
        Wire.putU32(frame, at + 4, change);
        Wire.putU64(frame, at + 8, sentNs);
    }

    /// Null when the packet is too short for one.
    static @Nullable Mark read(SlotPacket packet) {
        RtpPacket header = packet.header();
        int at = packet.audio() ? SOUND_AT : VP8_DESCRIPTOR_BYTES + PICTURE_AT;
        if (header.payloadLength() < at + BYTES) {
            return null;
        }
        long from = header.payloadOffset() + at;
        return new Mark(
                Wire.u32(header.slab(), from), Wire.u32(header.slab(), from + 4), Wire.u64(header.slab(), from + 8));
    }
}
