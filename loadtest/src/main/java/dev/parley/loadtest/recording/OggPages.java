package dev.parley.loadtest.recording;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The packets of an Ogg file with one logical stream, RFC 3533 §6. All numbers are little-endian.
/// ```
/// "OggS" | version 0 | flags: 1 goes on from before, 2 first, 4 last | position u64 | stream u32 | page number u32
///        | checksum u32 | segments u8 | length of each segment u8 | bytes
/// ```
/// A packet ends with its first segment shorter than 255 bytes, and may go on over pages.
final class OggPages {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CAPTURE = 0x5367674F; // OggS
    private static final int GOES_ON = 1;
    private static final int STREAM_AT = 14;
    private static final int NUMBER_AT = 18;
    private static final int CHECKSUM_AT = 22;
    private static final int SEGMENTS_AT = 26;
    private static final int HEADER_BYTES = 27;
    private static final int FULL_SEGMENT = 255;
    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int[] CHECKSUMS = checksums();

    private final MemorySegment file;
    private final int mostPackets;
    private final List<byte[]> packets = new ArrayList<>();
    private byte[] open = new byte[0];
    private boolean isOpen;

    private OggPages(MemorySegment file, int mostPackets) {
        this.file = file;
        this.mostPackets = mostPackets;
    }

    /// Empty when these bytes are not whole pages of one stream in their order, or hold too many packets.
    static Optional<List<byte[]>> packets(MemorySegment file, int mostPackets) {
        OggPages pages = new OggPages(file, mostPackets);
        return pages.read() ? Optional.of(List.copyOf(pages.packets)) : Optional.empty();
    }

    private boolean read() {
        long at = 0;
        for (int number = 0; at < file.byteSize(); number++) {
            long length = pageLength(file, at);
            boolean inOrder = length > 0
                    && file.get(U32, at + NUMBER_AT) == number
                    && file.get(U32, at + STREAM_AT) == file.get(U32, STREAM_AT)
                    && file.get(U32, at + CHECKSUM_AT) == checksum(file, at, length);
            if (!inOrder || !readPage(at)) {
                return false;
            }
            at += length;
        }
        return !isOpen;
    }

    /// 0 when no whole page lies here.
    static long pageLength(MemorySegment file, long at) {
        long left = file.byteSize() - at;
        if (left < HEADER_BYTES || file.get(U32, at) != CAPTURE || u8(file, at + 4) != 0) {
            return 0;
        }
        int segments = u8(file, at + SEGMENTS_AT);
        long length = (long) HEADER_BYTES + segments;
        for (int i = 0; i < segments && length <= left; i++) {
            length += i < left - HEADER_BYTES ? u8(file, at + HEADER_BYTES + i) : 0;
        }
        return length <= left ? length : 0;
    }

    private boolean readPage(long page) {
        boolean goesOn = (u8(file, page + 5) & GOES_ON) != 0;
        if (goesOn != isOpen) {
            return false;
        }
        int segments = u8(file, page + SEGMENTS_AT);
        long at = page + HEADER_BYTES + segments;
        for (int i = 0; i < segments; i++) {
            int length = u8(file, page + HEADER_BYTES + i);
            append(at, length);
            at += length;
            if (length < FULL_SEGMENT) {
                if (packets.size() == mostPackets) {
                    return false;
                }
                packets.add(open);
                open = new byte[0];
                isOpen = false;
            }
        }
        return true;
    }

    private void append(long at, int length) {
        int before = open.length;
        open = Arrays.copyOf(open, before + length);
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, open, before, length);
        isOpen = true;
    }

    /// Over the whole page, its own four bytes taken as zeros (RFC 3533 §6 field 7).
    static int checksum(MemorySegment file, long at, long length) {
        int sum = 0;
        for (long i = 0; i < length; i++) {
            boolean isItself = i >= CHECKSUM_AT && i < SEGMENTS_AT;
            int next = isItself ? 0 : u8(file, at + i);
            sum = sum << 8 ^ CHECKSUMS[sum >>> 24 ^ next];
        }
        return sum;
    }

    private static int[] checksums() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
            }
            table[i] = sum;
        }
        return table;
    }

    private static int u8(MemorySegment file, long offset) {
        return Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, offset));
    }
}
