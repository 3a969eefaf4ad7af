package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// BYE, RFC 3550 §6.6: these streams are over.
/// ```
/// |V=2|P|   SC    |    PT=203     |            length             |
/// |                        SSRC, SC times                         |
/// |    length     |      reason for leaving, optional       ...   |
/// ```
///
/// @param reason empty when none is given
public record Bye(List<Integer> ssrcs, String reason) implements RtcpMessage {
    public Bye {
        ssrcs = List.copyOf(ssrcs);
        RtcpPart.requireCount("ssrcs", ssrcs.size());
        RtcpPart.utf8(reason);
    }

    public static Bye of(int ssrc) {
        return new Bye(List.of(ssrc), "");
    }

    static Optional<Bye> parse(RtcpPart part) {
        int end = RtcpPart.HEADER_BYTES + 4 * part.count();
        if (end > part.length()) {
            return Optional.empty();
        }
        List<Integer> ssrcs = new ArrayList<>(part.count());
        for (int at = RtcpPart.HEADER_BYTES; at < end; at += 4) {
            ssrcs.add(part.u32(at));
        }
        int reasonLength = end < part.length() ? part.u8(end) : 0;
        if (end + 1 + reasonLength > part.length() && reasonLength > 0) {
            return Optional.empty();
        }
        String reason =
                reasonLength == 0 ? "" : part.text(end + 1, reasonLength).orElse("");
        return Optional.of(new Bye(ssrcs, reason));
    }

    @Override
    public int length() {
        int text = reason.isEmpty() ? 0 : RtcpPart.padded(1 + RtcpPart.utf8(reason).length);
        return RtcpPart.HEADER_BYTES + 4 * ssrcs.size() + text;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(ssrcs.size(), RtcpPart.BYE), length());
        long at = offset + RtcpPart.HEADER_BYTES;
        for (int ssrc : ssrcs) {
            Wire.putU32(out, at, ssrc);
            at += 4;
        }
        if (!reason.isEmpty()) {
            at += RtcpPart.writeText(out, at, RtcpPart.utf8(reason));
        }
        RtcpPart.pad(out, at, offset + length());
        return length();
    }
}
