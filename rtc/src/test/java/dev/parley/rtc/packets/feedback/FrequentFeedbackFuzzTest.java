package dev.parley.rtc.packets.feedback;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

class FrequentFeedbackFuzzTest {
    /// Whatever the bytes are, they say the same read in place and read as records, and nothing is read beyond them.
    @FuzzTest(maxDuration = "30s")
    void saysWhatTheRecordsSay(byte[] bytes) {
        MemorySegment datagram = MemorySegment.ofArray(bytes);
        var inPlace = Told.inPlace(new FrequentFeedback(), datagram, 0, bytes.length);
        var byRecords = Told.byRecords(datagram);
        if (!Objects.equals(inPlace, byRecords)) {
            throw new AssertionError(inPlace + " in place, but as records " + byRecords);
        }
    }
}
