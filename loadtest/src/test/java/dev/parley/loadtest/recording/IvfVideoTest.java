package dev.parley.loadtest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("IVF: VP8 frames in a file")
class IvfVideoTest {
    private static final String HEADER = "444b4946 0000 2000 56503830 4001 b400 0f000000 01000000 02000000 00000000";
    private static final String KEY = "04000000 0000000000000000 10a100ff";
    private static final String DELTA = "03000000 0100000000000000 318200";

    @Test
    @DisplayName("golden bytes: a key frame and one that follows it")
    void golden() {
        IvfVideo video = parse(HEADER + KEY + DELTA).orElseThrow();
        assertThat(List.of(video.width(), video.height(), video.rate(), video.scale()))
                .containsExactly(320, 180, 15, 1);
        assertThat(video.frames())
                .containsExactly(new IvfVideo.Frame(44, 4, 0, true), new IvfVideo.Frame(60, 3, 1, false));
        assertThat(video.copy(video.frames().getLast())).containsExactly(0x31, 0x82, 0x00);
    }

    @Test
    @DisplayName("what is not a whole file of VP8 is nothing")
    void refused() {
        assertThat(parse("")).isEmpty();
        assertThat(parse(HEADER)).as("no frame").isEmpty();
        assertThat(parse(HEADER + DELTA)).as("no key frame first").isEmpty();
        assertThat(parse(HEADER + KEY + "03000000 0100000000000000 3182"))
                .as("cut off")
                .isEmpty();
        assertThat(parse(HEADER + KEY + KEY)).as("time stands still").isEmpty();
        assertThat(parse(HEADER + "ffffffff 0000000000000000 10"))
                .as("a negative length")
                .isEmpty();
        assertThat(parse(HEADER.replace("56503830", "56503930") + KEY))
                .as("VP9")
                .isEmpty();
        assertThat(parse(HEADER.replace("0f000000", "00000000") + KEY))
                .as("no rate")
                .isEmpty();
        assertThat(parse(HEADER.replace("2000 5650", "1f00 5650") + KEY))
                .as("a short header")
                .isEmpty();
    }

    @Test
    @DisplayName("the recorded layers are 720, 360 and 180 lines with a key frame each second")
    void recorded() {
        List<IvfVideo> camera = Recording.standard().camera();
        assertThat(camera).extracting(IvfVideo::height).containsExactly(720, 360, 180);
        for (IvfVideo layer : camera) {
            assertThat(layer.frames()).hasSize(30);
            assertThat(layer.frames().stream().filter(IvfVideo.Frame::keyFrame))
                    .extracting(IvfVideo.Frame::time)
                    .containsExactly(0L, 15L);
            assertThat(layer.keyFrameFrom(1)).isEqualTo(15);
            assertThat(layer.keyFrameFrom(16)).as("around the end").isZero();
        }
    }

    static Optional<IvfVideo> parse(String hex) {
        return IvfVideo.parse(MemorySegment.ofArray(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }
}
