package dev.parley.rtc.packets.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264PayloadTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("where a decoder can start, and where a frame begins")
    @CsvSource({
        // what, bytes, starts a key frame, starts a frame
        "IDR slice with the first macroblock, 65 88 84, false, true",
        "IDR slice further down the picture, 65 40 84, false, false",
        "SPS, 67 42 e0 1f, true, true",
        "PPS, 68 ce 3c 80, false, true",
        "SEI, 06 05 01, false, true",
        "delimiter, 09 10, false, true",
        "slice with the first macroblock, 41 9a 24, false, true",
        "slice further down the picture, 41 5a 24, false, false",
        "end of sequence, 0a 00, false, false",
        "STAP-A of SPS and PPS, 78 0004 6742e01f 0004 68ce3c80, true, true",
        "STAP-A of PPS and IDR, 78 0002 68ce 0002 6588, false, true",
        "STAP-A of delimiter and SPS and PPS and IDR, 78 0002 0910 0004 6742e01f 0002 68ce 0002 6588, true, true",
        "STAP-A of PPS and a slice, 78 0002 68ce 0002 419a, false, true",
        "STAP-A of two later slices, 78 0002 415a 0002 415a, false, false",
        "STAP-A whose sizes do not add up, 78 0002 68ce 0009 6742, false, true",
        "STAP-A with an empty unit, 78 0000 0002 6742, false, false",
        "STAP-A of nothing, 78 00, false, false",
        "FU-A that begins an IDR, 7c 85 88, false, true",
        "FU-A that begins a later IDR slice, 7c 85 40, false, false",
        "FU-A in the middle of an IDR, 7c 05 88, false, false",
        "FU-A that ends an IDR, 7c 45 88, false, false",
        "FU-A that begins a slice, 7c 81 9a, false, true",
        "FU-A that begins an SPS, 7c 87 42, true, true",
        "FU-A in the middle of an SPS, 7c 07 42, false, false",
        "FU-A with no fragment, 7c 85, false, false",
        "one byte, 65, false, false",
        "no byte, '', false, false",
    })
    void frames(String what, String hex, boolean startsKeyFrame, boolean startsFrame) {
        MemorySegment payload = Golden.segment(hex);
        int length = (int) payload.byteSize();
        assertThat(H264Payload.startsKeyFrame(payload, 0, length)).as(what).isEqualTo(startsKeyFrame);
        assertThat(H264Payload.startsFrame(payload, 0, length)).as(what).isEqualTo(startsFrame);
    }

    @ParameterizedTest(name = "{0} bytes: {1}")
    @DisplayName("Opus in silence sends at most two bytes")
    @CsvSource({"0, true", "1, true", "2, true", "3, false", "80, false"})
    void opus(int length, boolean isDtx) {
        assertThat(OpusPayload.isDtx(length)).isEqualTo(isDtx);
    }
}
