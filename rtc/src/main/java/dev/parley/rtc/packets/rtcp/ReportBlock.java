package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// What a receiver says about one stream, RFC 3550 §6.4.1.
/// ```
/// |                            SSRC                               |
/// | fraction lost |       cumulative number of packets lost       |
/// |           extended highest sequence number received           |
/// |                      interarrival jitter                      |
/// |                         last SR (LSR)                         |
/// |                   delay since last SR (DLSR)                  |
/// ```
///
/// @param fractionLost in 1/256, since the report before
/// @param cumulativeLost signed 24 bits: duplicates can make it negative
/// @param highestSequence wraps in the high half, sequence number in the low half
/// @param jitter in units of the stream's clock
/// @param lastSenderReport [dev.parley.rtc.packets.NtpTime#compact] of the last sender report, 0 when there was none
/// @param delaySinceLastSenderReport in 1/65536 s
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        int highestSequence,
        int jitter,
        int lastSenderReport,
        int delaySinceLastSenderReport) {
    static final int BYTES = 24;
    private static final int MIN_LOST = -(1 << 23);
    private static final int MAX_LOST = (1 << 23) - 1;

    public ReportBlock {
        if (fractionLost < 0 || fractionLost > 255) {
            throw new IllegalArgumentException("fractionLost: " + fractionLost + " (expected: 0..255)");
        }
        // The RFC wants a count that left its 24 bits to stick at the end it left by.
        cumulativeLost = Math.clamp(cumulativeLost, MIN_LOST, MAX_LOST);
    }

    /// The round trip seen in this report, RFC 3550 §6.4.1: now - LSR - DLSR; -1 when the receiver had no sender
    /// report to answer. A clock step or a lying receiver can make it negative on the wire: that counts as 0.
    public long roundTripUs(int nowCompactNtp) {
        return roundTripUs(nowCompactNtp, lastSenderReport, delaySinceLastSenderReport);
    }

    /// The same for a block that was not made a record.
    public static long roundTripUs(int nowCompactNtp, int lastSenderReport, int delaySinceLastSenderReport) {
        if (lastSenderReport == 0) {
            return -1;
        }
        int units = nowCompactNtp - lastSenderReport - delaySinceLastSenderReport;
        return units <= 0 ? 0 : (units * 1_000_000L) >>> 16;
    }

    static List<ReportBlock> parse(RtcpPart part, int offset) {
        List<ReportBlock> blocks = new ArrayList<>(part.count());
        for (int i = 0, at = offset; i < part.count(); i++, at += BYTES) {
            blocks.add(new ReportBlock(
                    part.u32(at),
                    part.u8(at + 4),
                    part.u32(at + 4) << 8 >> 8,
                    part.u32(at + 8),
                    part.u32(at + 12),
                    part.u32(at + 16),
                    part.u32(at + 20)));
        }
        return blocks;
    }

    static void write(List<ReportBlock> blocks, MemorySegment out, long offset) {
        long at = offset;
        for (ReportBlock block : blocks) {
            Wire.putU32(out, at, block.ssrc);
            Wire.putU8(out, at + 4, block.fractionLost);
            Wire.putU24(out, at + 5, block.cumulativeLost);
            Wire.putU32(out, at + 8, block.highestSequence);
            Wire.putU32(out, at + 12, block.jitter);
            Wire.putU32(out, at + 16, block.lastSenderReport);
            Wire.putU32(out, at + 20, block.delaySinceLastSenderReport);
            at += BYTES;
        }
    }
}
