package dev.parley.rtc.packets.rtcp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// A packet of a type or feedback format Parley does not act on (extended reports, APP, SLI, ...), kept whole: a
/// compound that holds one is not malformed, and a relay may pass it on. A class and not a record because of the
/// bytes inside.
public final class UnknownRtcp implements RtcpMessage {
    private final int count;
    private final int packetType;
    private final byte[] body;

    /// The body is what follows the first word, in whole words.
    public UnknownRtcp(int count, int packetType, byte[] body) {
        RtcpPart.requireCount("count", count);
        if (body.length % 4 != 0) {
            throw new IllegalArgumentException("body: " + body.length + " bytes (expected: a multiple of 4)");
        }
        this.count = count;
        this.packetType = packetType;
        this.body = body.clone();
    }

    static UnknownRtcp of(RtcpPart part) {
        int length = part.length() - RtcpPart.HEADER_BYTES;
        byte[] words = new byte[RtcpPart.padded(length)]; // odd padding was cut off: round up again
        MemorySegment.copy(part.bytes(), ValueLayout.JAVA_BYTE, RtcpPart.HEADER_BYTES, words, 0, length);
        return new UnknownRtcp(part.count(), part.packetType(), words);
    }

    /// The five bits after the padding flag: a number of blocks, or the feedback format.
    public int count() {
        return count;
    }

    public int packetType() {
        return packetType;
    }

    public byte[] body() {
        return body.clone();
    }

    @Override
    public int length() {
        return RtcpPart.HEADER_BYTES + body.length;
    }

    @Override
    public int write(MemorySegment out, long offset) {
        RtcpPart.writeHeader(out, offset, RtcpPart.countAndType(count, packetType), length());
        MemorySegment.copy(body, 0, out, ValueLayout.JAVA_BYTE, offset + RtcpPart.HEADER_BYTES, body.length);
        return length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownRtcp that
                && count == that.count
                && packetType == that.packetType
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * count + packetType) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "UnknownRtcp[count=" + count + ", packetType=" + packetType + ", body=" + body.length + " bytes]";
    }
}
