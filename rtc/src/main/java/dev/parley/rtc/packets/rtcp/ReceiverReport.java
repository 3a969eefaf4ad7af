package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// RR, RFC 3550 §6.4.2: report blocks from someone who sends no media. At most 31; more need more packets.
/// ```
/// |V=2|P|   RC    |    PT=201     |            length             |
/// |                        SSRC of sender                         |
/// |                  report blocks, RC times                      |
/// ```
public record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpMessage {
    private static final int FIXED_BYTES = 8;

    public ReceiverReport {
        blocks = List.copyOf(blocks);
        RtcpPart.requireCount("blocks", blocks.size());
    }

    static Optional<ReceiverReport> parse(RtcpPart part) {
        return part.length() < FIXED_BYTES + part.count() * ReportBlock.BYTES
                ? Optional.empty()
                : Optional.of(new ReceiverReport(part.u32(4), ReportBlock.parse(part, FIXED_BYTES)));
    }

    @Override
    public int length() {
        return FIXED_BYTES + blocks.size() * ReportBlock.BYTES;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(blocks.size(), RtcpPart.RECEIVER_REPORT), length());
        Wire.putU32(out, offset + 4, ssrc);
        ReportBlock.write(blocks, out, offset + FIXED_BYTES);
        return length();
    }
}
