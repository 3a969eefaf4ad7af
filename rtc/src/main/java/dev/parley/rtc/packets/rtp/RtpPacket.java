package dev.parley.rtc.packets.rtp;

import dev.parley.rtc.packets.Wire;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// One RTP packet in a slab, RFC 3550 §5.1; a flyweight that is wrapped around packet after packet.
/// ```
///  0                   1                   2                   3
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// |                           timestamp                           |
/// |           synchronization source (SSRC) identifier            |
/// |            contributing source (CSRC) identifiers, 0..15      |
/// |      defined by profile       |  length in words  |  (if X)   |
/// |                     header extension elements                 |
/// ```
/// Header extensions are read in one scan, both forms of RFC 8285 §4.2 (one-byte, ids 1..14) and §4.3 (two-byte, ids
/// 1..255). An element that runs past its block ends the scan and keeps what came before it, as browsers do: a packet
/// with a broken extension still carries a frame.
///
/// The packet must already be decrypted when it has padding: the padding count is inside the encrypted part.
public final class RtpPacket {
    /// RFC 3550 §5.1: the part every packet has.
    public static final int FIXED_HEADER_BYTES = 12;

    private static final int VERSION = 2;
    private static final int MAX_LENGTH_BYTES = 0xFFFF;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x100;
    private static final int STOP_ID = 15;
    private static final int MAX_ID = 255;
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    /// By id: `position in the packet << 8 | length`, 0 where the packet does not have it. A position is never 0.
    private final int[] elements = new int[MAX_ID + 1];
    /// The ids set in [#elements], so that the next wrap clears those and not all 256.
    private final int[] seen = new int[MAX_ID + 1];

    private int seenCount;
    private MemorySegment slab = NOTHING;
    private long offset;
    private int length;
    private int first;
    private int second;
    private int headerLength;
    private int paddingLength;

    /// False when these bytes are not an RTP packet; then nothing of this flyweight may be read until the next
    /// wrap.
    public boolean wrap(MemorySegment slab, long offset, int length) {
        forgetElements();
        if (!isInside(slab, offset, length) || length < FIXED_HEADER_BYTES) {
            return false;
        }
        this.slab = slab;
        this.offset = offset;
        this.length = length;
        this.first = Wire.u8(slab, offset);
        this.second = Wire.u8(slab, offset + 1);
        return first >>> 6 == VERSION && readHeaderLength() && readPadding();
    }

    public int payloadType() {
        return second & 0x7F;
    }

    public boolean marker() {
        return (second & 0x80) != 0;
    }

    public int sequenceNumber() {
        return Wire.u16(slab, offset + 2);
    }

    public int timestamp() {
        return Wire.u32(slab, offset + 4);
    }

    public int ssrc() {
        return Wire.u32(slab, offset + 8);
    }

    public int csrcCount() {
        return first & 0x0F;
    }

    /// The i-th contributing source, `0 <= i < csrcCount()`.
    public int csrc(int i) {
        assert i >= 0 && i < csrcCount() : "csrc: " + i + " (expected: 0.." + (csrcCount() - 1) + ")";
        return Wire.u32(slab, offset + FIXED_HEADER_BYTES + 4L * i);
    }

    /// Everything before the payload: fixed header, CSRCs and header extensions.
    public int headerLength() {
        return headerLength;
    }

    public long payloadOffset() {
        return offset + headerLength;
    }

    /// Without padding; 0 in a packet that is only padding (a bandwidth probe).
    public int payloadLength() {
        return length - headerLength - paddingLength;
    }

    public int paddingLength() {
        return paddingLength;
    }

    /// Where the data of the element with this id begins in the slab, -1 when the packet does not have it. An id
    /// outside 1..255 is never there, so that "not negotiated" may be written as 0.
    public long extension(int id) {
        int element = element(id);
        return element == 0 ? -1 : offset + (element >>> 8);
    }

    /// Bytes of data of the element with this id, -1 when the packet does not have it. The two-byte form allows 0.
    public int extensionLength(int id) {
        int element = element(id);
        return element == 0 ? -1 : element & 0xFF;
    }

    public MemorySegment slab() {
        return slab;
    }

    public long offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    private int element(int id) {
        return id >= 0 && id <= MAX_ID ? elements[id] : 0;
    }

    private static boolean isInside(MemorySegment slab, long offset, int length) {
        return offset >= 0 && length >= 0 && length <= MAX_LENGTH_BYTES && offset <= slab.byteSize() - length;
    }

    private boolean readHeaderLength() {
        int end = FIXED_HEADER_BYTES + 4 * csrcCount();
        boolean hasExtensions = (first & 0x10) != 0;
        if (!hasExtensions) {
            headerLength = end;
            return end <= length;
        }
        int start = end + 4;
        if (start > length) {
            return false;
        }
        int profile = Wire.u16(slab, offset + end);
        headerLength = start + 4 * Wire.u16(slab, offset + end + 2);
        if (headerLength > length) {
            return false;
        }
        if (profile == ONE_BYTE_PROFILE) {
            scanOneByteElements(start);
        } else if (profile >>> 4 == TWO_BYTE_PROFILE) { // the low four bits are "appbits", RFC 8285 §4.3
            scanTwoByteElements(start);
        }
        return true;
    }

    /// RFC 8285 §4.2: `| ID | len-1 | data |`. A zero byte is padding; id 15, or id 0 with a length, ends the
    /// scan.
    private void scanOneByteElements(int start) {
        int at = start;
        while (at < headerLength) {
            int head = Wire.u8(slab, offset + at);
            if (head == 0) {
                at++;
                continue;
            }
            int id = head >>> 4;
            int size = (head & 0x0F) + 1;
            if (id == 0 || id == STOP_ID || at + 1 + size > headerLength) {
                return;
            }
            remember(id, at + 1, size);
            at += 1 + size;
        }
    }

    /// RFC 8285 §4.3: `| ID | length | data |`. A zero id is one byte of padding and has no length.
    private void scanTwoByteElements(int start) {
        int at = start;
        while (at < headerLength) {
            int id = Wire.u8(slab, offset + at);
            if (id == 0) {
                at++;
                continue;
            }
            if (at + 2 > headerLength) {
                return;
            }
            int size = Wire.u8(slab, offset + at + 1);
            if (at + 2 + size > headerLength) {
                return;
            }
            remember(id, at + 2, size);
            at += 2 + size;
        }
    }

    /// The first element of an id wins: a second one is not forbidden, but nothing we negotiate repeats.
    private void remember(int id, int position, int size) {
        if (elements[id] == 0) {
            elements[id] = position << 8 | size;
            seen[seenCount++] = id;
        }
    }

    private void forgetElements() {
        for (int i = 0; i < seenCount; i++) {
            elements[seen[i]] = 0;
        }
        seenCount = 0;
    }

    private boolean readPadding() {
        boolean hasPadding = (first & 0x20) != 0;
        paddingLength = hasPadding ? Wire.u8(slab, offset + length - 1) : 0;
        // A count of 0 contradicts the flag; one above the payload would reach into the header.
        return !hasPadding || (paddingLength > 0 && paddingLength <= length - headerLength);
    }

    /// For logs and failed tests; never called per packet.
    @Override
    public String toString() {
        int[] ids = Arrays.copyOf(seen, seenCount);
        return "RtpPacket[pt=%d seq=%d ts=%d ssrc=%08x marker=%b payload=%d padding=%d extensions=%s]"
                .formatted(
                        payloadType(),
                        sequenceNumber(),
                        Integer.toUnsignedLong(timestamp()),
                        ssrc(),
                        marker(),
                        payloadLength(),
                        paddingLength,
                        Arrays.toString(ids));
    }
}
