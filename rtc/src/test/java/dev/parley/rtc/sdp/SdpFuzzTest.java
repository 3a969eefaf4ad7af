package dev.parley.rtc.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.rtc.sdp.SdpResult.Malformed;
import dev.parley.rtc.sdp.SdpResult.Parsed;

class SdpFuzzTest {
    /// What was read can be written, and reads as the same again.
    @FuzzTest(maxDuration = "30s")
    void description(byte[] bytes) {
        if (SessionDescription.parse(new String(bytes, UTF_8)) instanceof Parsed<SessionDescription>(var read)) {
            check(read, SessionDescription.parse(read.write()));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void fragment(byte[] bytes) {
        if (TrickleFragment.parse(new String(bytes, UTF_8)) instanceof Parsed<TrickleFragment>(var read)) {
            check(read, TrickleFragment.parse(read.write()));
        }
    }

    private static <T> void check(T read, SdpResult<T> again) {
        boolean same =
                switch (again) {
                    case Parsed<T>(var value) -> value.equals(read);
                    case Malformed<T> _ -> false;
                };
        if (!same) {
            throw new AssertionError(read + " became " + again);
        }
    }
}
