package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.Codec;
import dev.parley.signaling.meeting.Welcoming;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignalingSettingsTest {
    @Test
    @DisplayName("the room's video codec comes first, and the other can still be watched")
    void videoCodec() {
        assertThat(codecs(Map.of())).containsExactly(Codec.OPUS, Codec.VP8, Codec.H264);
        assertThat(codecs(Map.of("parley.video-codec", "H264"))).containsExactly(Codec.OPUS, Codec.H264, Codec.VP8);
    }

    @Test
    @DisplayName("a codec that is none stops the start with what was expected")
    void noCodec() {
        assertThatThrownBy(() -> codecs(Map.of("parley.video-codec", "opus")))
                .hasMessage("PARLEY_VIDEO_CODEC: opus (expected: vp8 or h264)");
    }

    private static Iterable<Codec> codecs(Map<String, String> properties) {
        var settings = SignalingSettings.read(properties::get);
        return Welcoming.standard(Duration.ofSeconds(20), settings.videoCodec()).codecs();
    }
}
