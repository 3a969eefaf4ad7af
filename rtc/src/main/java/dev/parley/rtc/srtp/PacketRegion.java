package dev.parley.rtc.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/// Where one packet lies and what its cipher needs to know of it: a reused flyweight.
final class PacketRegion {
    static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// First word and sender SSRC of a compound stay in the clear (RFC 3711 §3.4).
    static final int RTCP_CLEAR_BYTES = 8;

    private static final int RTP_FIXED_BYTES = 12;
    private static final int RTP_SSRC_AT = 8;
    private static final int RTCP_SSRC_AT = 4;

    private MemorySegment slab = MemorySegment.NULL;
    private long offset;
    private int length;
    private int headerLength;
    private int ssrc;
    private int sequenceNumber;
    private long index;

    /// False when this is not RTP with a whole header (RFC 3550 §5.1) and `tail` bytes after it.
    boolean wrapRtp(MemorySegment slab, long offset, int length, int tail) {
        Objects.checkFromIndexSize(offset, length, slab.byteSize());
        if (length < RTP_FIXED_BYTES + tail || !isVersion2(slab, offset)) {
            return false;
        }
        int first = slab.get(ValueLayout.JAVA_BYTE, offset);
        int header = RTP_FIXED_BYTES + (first & 0x0F) * Integer.BYTES;
        if ((first & 0x10) != 0) {
            if (header + Integer.BYTES + tail > length) {
                return false;
            }
            header += Integer.BYTES + Integer.BYTES * Short.toUnsignedInt(slab.get(U16, offset + header + 2));
        }
        if (header + tail > length) {
            return false;
        }
        place(slab, offset, length);
        headerLength = header;
        ssrc = slab.get(U32, offset + RTP_SSRC_AT);
        sequenceNumber = Short.toUnsignedInt(slab.get(U16, offset + 2));
        return true;
    }

    /// False when this is not an RTCP packet with `tail` bytes after its clear part.
    boolean wrapRtcp(MemorySegment slab, long offset, int length, int tail) {
        Objects.checkFromIndexSize(offset, length, slab.byteSize());
        if (length < RTCP_CLEAR_BYTES + tail || !isVersion2(slab, offset)) {
            return false;
        }
        place(slab, offset, length);
        headerLength = RTCP_CLEAR_BYTES;
        ssrc = slab.get(U32, offset + RTCP_SSRC_AT);
        return true;
    }

    private static boolean isVersion2(MemorySegment slab, long offset) {
        return (slab.get(ValueLayout.JAVA_BYTE, offset) & 0xC0) == 0x80;
    }

    private void place(MemorySegment slab, long offset, int length) {
        this.slab = slab;
        this.offset = offset;
        this.length = length;
    }

    void setIndex(long index) {
        this.index = index;
    }

    MemorySegment slab() {
        return slab;
    }

    long offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int headerLength() {
        return headerLength;
    }

    int ssrc() {
        return ssrc;
    }

    int sequenceNumber() {
        return sequenceNumber;
    }

    /// ROC and sequence number, or the SRTCP index.
    long index() {
        return index;
    }
}
