package dev.parley.rtc.packets;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Network byte order, in one place: every layout of this module reads and writes through these, so that no parser can
/// forget an order, an alignment (packets begin anywhere in a slab) or a sign.
///
/// Offsets are not checked here beyond what [MemorySegment] itself checks: a parser proves its bounds first, and a
/// writer that runs past its slab is our bug and should be loud.
public final class Wire {
    private static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Wire() {}

    public static int u8(MemorySegment segment, long offset) {
        return segment.get(U8, offset) & 0xFF;
    }

    public static int u16(MemorySegment segment, long offset) {
        return segment.get(U16, offset) & 0xFFFF;
    }

    public static int u24(MemorySegment segment, long offset) {
        return u16(segment, offset) << 8 | u8(segment, offset + 2);
    }

    /// The 32 bits as they are; [#unsigned32] where the number matters, since most uses (SSRC, timestamp) compare
    /// only.
    public static int u32(MemorySegment segment, long offset) {
        return segment.get(U32, offset);
    }

    public static long unsigned32(MemorySegment segment, long offset) {
        return Integer.toUnsignedLong(u32(segment, offset));
    }

    public static long u64(MemorySegment segment, long offset) {
        return segment.get(U64, offset);
    }

    public static void putU8(MemorySegment segment, long offset, int value) {
        segment.set(U8, offset, (byte) value);
    }

    public static void putU16(MemorySegment segment, long offset, int value) {
        segment.set(U16, offset, (short) value);
    }

    public static void putU24(MemorySegment segment, long offset, int value) {
        putU16(segment, offset, value >>> 8);
        putU8(segment, offset + 2, value);
    }

    public static void putU32(MemorySegment segment, long offset, int value) {
        segment.set(U32, offset, value);
    }

    public static void putU64(MemorySegment segment, long offset, long value) {
        segment.set(U64, offset, value);
    }
}
