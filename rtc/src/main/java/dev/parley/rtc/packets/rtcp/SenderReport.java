package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// SR, RFC 3550 §6.4.1: ties a stream's timestamps to the wall clock, so that a receiver can play voice and picture
/// together. Profile-specific extensions after the blocks are stepped over.
/// ```
/// |V=2|P|   RC    |    PT=200     |            length             |
/// |                        SSRC of sender                         |
/// |                 NTP timestamp, 64 bits                        |
/// |                        RTP timestamp                          |
/// |                    sender's packet count                      |
/// |                     sender's octet count                      |
/// |                  report blocks, RC times                      |
/// ```
///
/// @param ntpTime see [dev.parley.rtc.packets.NtpTime]
public record SenderReport(
        int ssrc, long ntpTime, int rtpTimestamp, int packetCount, int octetCount, List<ReportBlock> blocks)
        implements RtcpMessage {
    private static final int FIXED_BYTES = 28;

    public SenderReport {
        blocks = List.copyOf(blocks);
        RtcpPart.requireCount("blocks", blocks.size());
    }

    static Optional<SenderReport> parse(RtcpPart part) {
        if (part.length() < FIXED_BYTES + part.count() * ReportBlock.BYTES) {
            return Optional.empty();
        }
        return Optional.of(new SenderReport(
                part.u32(4),
                Wire.u64(part.bytes(), 8),
                part.u32(16),
                part.u32(20),
                part.u32(24),
                ReportBlock.parse(part, FIXED_BYTES)));
    }

    @Override
    public int length() {
        return FIXED_BYTES + blocks.size() * ReportBlock.BYTES;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(blocks.size(), RtcpPart.SENDER_REPORT), length());
        Wire.putU32(out, offset + 4, ssrc);
        Wire.putU64(out, offset + 8, ntpTime);
        Wire.putU32(out, offset + 16, rtpTimestamp);
        Wire.putU32(out, offset + 20, packetCount);
        Wire.putU32(out, offset + 24, octetCount);
        ReportBlock.write(blocks, out, offset + FIXED_BYTES);
        return length();
    }
}
