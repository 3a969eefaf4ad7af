package dev.parley.loadtest.recording;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Writes the checksums of Ogg pages, so that tests and the fuzzer get behind them.
final class Pages {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHECKSUM_AT = 22;

    private Pages() {}

    static void seal(MemorySegment file) {
        sealFrom(file, 0);
    }

    static void sealFrom(MemorySegment file, long begin) {
        long at = begin;
        long length = OggPages.pageLength(file, at);
        while (length > 0) {
            file.set(U32, at + CHECKSUM_AT, OggPages.checksum(file, at, length));
            at += length;
            length = OggPages.pageLength(file, at);
        }
    }
}
