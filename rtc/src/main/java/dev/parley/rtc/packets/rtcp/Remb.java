package dev.parley.rtc.packets.rtcp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Receiver Estimated Maximum Bitrate, draft-alvestrand-rmcat-remb-03 §2.2: the receiver's own estimate, for endpoints
/// without transport-wide feedback.
/// ```
/// |V=2|P| FMT=15|  PT=206  |   length   || sender SSRC ||     0      |
/// |  'R'  'E'  'M'  'B'   |
/// |  Num SSRC   | BR Exp (6 bits) |   BR Mantissa (18 bits)  |
/// |                SSRC, Num SSRC times              |
/// ```
///
/// @param bitrateBps on the wire only its highest 18 bits are kept, rounded down: never promise more than was measured
public record Remb(int senderSsrc, long bitrateBps, List<Integer> ssrcs) implements RtcpMessage {
    static final int FORMAT = 15;
    private static final int FIXED_BYTES = 20;
    private static final int REMB = 'R' << 24 | 'E' << 16 | 'M' << 8 | 'B';
    private static final int MANTISSA_BITS = 18;
    private static final int MAX_SSRCS = 255;

    public Remb {
        ssrcs = List.copyOf(ssrcs);
        if (bitrateBps < 0) {
            throw new IllegalArgumentException("bitrateBps: " + bitrateBps + " (expected: >= 0)");
        }
        if (ssrcs.size() > MAX_SSRCS) {
            throw new IllegalArgumentException("ssrcs: " + ssrcs.size() + " (expected: 0..255)");
        }
    }

    /// Application layer feedback is REMB only when it says so; other kinds share the format number.
    static boolean isRemb(RtcpPart part) {
        return part.length() >= FIXED_BYTES - 4 && part.u32(RtcpPart.FEEDBACK_HEADER_BYTES) == REMB;
    }

    static Optional<Remb> parse(RtcpPart part) {
        if (part.length() < FIXED_BYTES) {
            return Optional.empty();
        }
        int exponent = part.u8(17) >>> 2;
        long mantissa = part.u32(16) & ((1 << MANTISSA_BITS) - 1);
        long bitrate = mantissa << exponent;
        int count = part.u8(16);
        if (bitrate >>> exponent != mantissa || bitrate < 0 || part.length() != FIXED_BYTES + 4 * count) {
            return Optional.empty();
        }
        List<Integer> ssrcs = new ArrayList<>(count);
        for (int at = FIXED_BYTES; at < part.length(); at += 4) {
            ssrcs.add(part.u32(at));
        }
        return Optional.of(new Remb(part.u32(4), bitrate, ssrcs));
    }

    @Override
    public int length() {
        return FIXED_BYTES + 4 * ssrcs.size();
    }

    @Override
    public int write(MemorySegment out, long offset) {
        int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bitrateBps) - MANTISSA_BITS);
        int mantissa = (int) (bitrateBps >>> exponent);
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(FORMAT, RtcpPart.PAYLOAD_FEEDBACK), length());
        Wire.putU32(out, offset + 4, senderSsrc);
        Wire.putU32(out, offset + 8, 0);
        Wire.putU32(out, offset + 12, REMB);
        Wire.putU32(out, offset + 16, ssrcs.size() << 24 | exponent << MANTISSA_BITS | mantissa);
        long at = offset + FIXED_BYTES;
        for (int ssrc : ssrcs) {
            Wire.putU32(out, at, ssrc);
            at += 4;
        }
        return length();
    }
}
