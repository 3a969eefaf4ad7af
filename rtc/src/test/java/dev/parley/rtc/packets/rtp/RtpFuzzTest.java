package dev.parley.rtc.packets.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;

class RtpFuzzTest {
    private final RtpPacket packet = new RtpPacket();

    /// Whatever is answered as present must lie inside the packet.
    @FuzzTest(maxDuration = "30s")
    void readsOnlyInside(byte[] bytes) {
        MemorySegment slab = MemorySegment.ofArray(bytes);
        if (!packet.wrap(slab, 0, bytes.length)) {
            return;
        }
        for (int i = 0; i < packet.csrcCount(); i++) {
            packet.csrc(i);
        }
        check(packet.payloadLength() >= 0 && packet.paddingLength() >= 0, "negative length");
        check(
                packet.headerLength() + packet.payloadLength() + packet.paddingLength() == bytes.length,
                "parts do not add up");
        for (int id = 0; id <= 256; id++) {
            long at = packet.extension(id);
            int length = packet.extensionLength(id);
            check((at < 0) == (length < 0), "half an element");
            check(at < 0 || (at >= 16 && at + length <= packet.headerLength()), "element outside the header");
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
