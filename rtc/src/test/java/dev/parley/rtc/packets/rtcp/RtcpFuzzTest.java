package dev.parley.rtc.packets.rtcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;

class RtcpFuzzTest {
    /// What was read can be written, and reads as the same again.
    @FuzzTest(maxDuration = "30s")
    void whatIsReadIsWrittenAndReadAgain(byte[] bytes) {
        RtcpCompound read = RtcpCompound.parse(MemorySegment.ofArray(bytes));
        if (read.defect() != RtcpCompound.Defect.NONE) {
            return;
        }
        MemorySegment out = MemorySegment.ofArray(new byte[RtcpCompound.length(read.messages())]);
        RtcpCompound.write(read.messages(), out, 0);
        RtcpCompound again = RtcpCompound.parse(out);
        if (!again.equals(read)) {
            throw new AssertionError(read + " became " + again);
        }
    }
}
