package dev.parley.rtc.packets;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;

/// Golden bytes as a human writes them: hex with spaces and line breaks where they help.
public final class Golden {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private Golden() {}

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    /// Off-heap, as the real slabs are.
    public static MemorySegment segment(String hex) {
        return segment(bytes(hex));
    }

    public static MemorySegment segment(byte[] bytes) {
        MemorySegment segment =
                Arena.ofAuto().allocate(Math.max(1, bytes.length), 1).asSlice(0, bytes.length);
        segment.copyFrom(MemorySegment.ofArray(bytes));
        return segment;
    }

    public static MemorySegment slab(long bytes) {
        return Arena.ofAuto().allocate(bytes);
    }

    public static String hex(MemorySegment segment, long offset, long length) {
        return SPACED.formatHex(segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
    }
}
