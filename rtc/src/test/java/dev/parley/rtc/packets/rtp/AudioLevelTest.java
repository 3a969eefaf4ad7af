package dev.parley.rtc.packets.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioLevelTest {
    @ParameterizedTest(name = "byte {0}: {1} dB below overload, voice {2}")
    @DisplayName("the byte holds the voice flag and the level")
    @CsvSource({"00, 0, false", "80, 0, true", "9e, 30, true", "7f, 127, false", "ff, 127, true"})
    void levels(String hex, int level, boolean voice) {
        RtpPacket packet = new RtpPacket();
        MemorySegment slab = Golden.segment("90 6f 0001 00000002 00000003 bede 0001 10" + hex + "0000");
        assertThat(packet.wrap(slab, 0, (int) slab.byteSize())).isTrue();
        int raw = AudioLevel.read(packet, 1);
        assertThat(AudioLevel.decibelsBelowOverload(raw)).isEqualTo(level);
        assertThat(AudioLevel.isVoice(raw)).isEqualTo(voice);
        assertThat(AudioLevel.read(packet, 2)).isEqualTo(AudioLevel.ABSENT);
    }

    @Test
    @DisplayName("no level counts as silence without voice")
    void absent() {
        assertThat(AudioLevel.decibelsBelowOverload(AudioLevel.ABSENT)).isEqualTo(AudioLevel.SILENCE);
        assertThat(AudioLevel.isVoice(AudioLevel.ABSENT)).isFalse();
    }

    @Test
    @DisplayName("a header extension is found by its URI, an unknown one is not")
    void uris() {
        for (HeaderExtension extension : HeaderExtension.values()) {
            assertThat(HeaderExtension.ofUri(extension.uri())).contains(extension);
        }
        assertThat(HeaderExtension.ofUri("urn:ietf:params:rtp-hdrext:toffset")).isEmpty();
    }
}
