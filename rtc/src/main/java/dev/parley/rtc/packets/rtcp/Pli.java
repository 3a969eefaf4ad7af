package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Picture Loss Indication, RFC 4585 §6.3.1: "send me a key frame". PT=206, FMT=1, length=2, no FCI.
/// ```
/// |V=2|P| FMT=1 |  PT=206  |  length=2  || sender SSRC || media SSRC |
/// ```
public record Pli(int senderSsrc, int mediaSsrc) implements RtcpMessage {
    static final int FORMAT = 1;

    static Optional<Pli> parse(RtcpPart part) {
        return part.length() == RtcpPart.FEEDBACK_HEADER_BYTES
                ? Optional.of(new Pli(part.u32(4), part.u32(8)))
                : Optional.empty();
    }

    @Override
    public int length() {
        return RtcpPart.FEEDBACK_HEADER_BYTES;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(FORMAT, RtcpPart.PAYLOAD_FEEDBACK), length());
        Wire.putU32(out, offset + 4, senderSsrc);
        Wire.putU32(out, offset + 8, mediaSsrc);
        return length();
    }
}
