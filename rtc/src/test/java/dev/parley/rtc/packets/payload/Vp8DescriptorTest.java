package dev.parley.rtc.packets.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Allocation;
import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Vp8DescriptorTest {
    private static final String KEY_FRAME_640_360 = "10 02 00 9d 01 2a 80 02 68 01";
    private static final int ABSENT = Vp8Descriptor.ABSENT;

    private final Vp8Descriptor vp8 = new Vp8Descriptor();

    @Test
    @DisplayName("one byte is enough for a descriptor")
    void shortest() {
        assertThat(parse("10 01")).isTrue();
        assertThat(vp8.length()).isEqualTo(1);
        assertThat(vp8.startsFrame()).isTrue();
        assertThat(vp8.isKeyFrame()).isFalse();
        assertThat(vp8.pictureId()).isEqualTo(ABSENT);
        assertThat(vp8.tl0PicIdx()).isEqualTo(ABSENT);
        assertThat(vp8.temporalId()).isEqualTo(ABSENT);
    }

    @Test
    @DisplayName("a browser's key frame: 15-bit PictureID, TL0PICIDX, temporal layer, and the picture's size")
    void browserKeyFrame() {
        assertThat(parse("90 f0 92 34 56 20" + KEY_FRAME_640_360)).isTrue();
        assertThat(vp8.length()).isEqualTo(6);
        assertThat(vp8.pictureId()).isEqualTo(0x1234);
        assertThat(vp8.pictureIdIsLong()).isTrue();
        assertThat(vp8.pictureIdPosition()).isEqualTo(2);
        assertThat(vp8.tl0PicIdx()).isEqualTo(0x56);
        assertThat(vp8.tl0PicIdxPosition()).isEqualTo(4);
        assertThat(vp8.temporalId()).isZero();
        assertThat(vp8.isLayerSync()).isTrue();
        assertThat(vp8.isKeyFrame()).isTrue();
        assertThat(vp8.width()).isEqualTo(640);
        assertThat(vp8.height()).isEqualTo(360);
    }

    @Test
    @DisplayName("a 7-bit PictureID, a discardable frame of the highest layer, in a later partition")
    void shortPictureId() {
        assertThat(parse("b3 a0 7f c0 00")).isTrue();
        assertThat(vp8.pictureId()).isEqualTo(0x7f);
        assertThat(vp8.pictureIdIsLong()).isFalse();
        assertThat(vp8.temporalId()).isEqualTo(3);
        assertThat(vp8.isLayerSync()).isFalse();
        assertThat(vp8.isDiscardable()).isTrue();
        assertThat(vp8.startsPartition()).isTrue();
        assertThat(vp8.partition()).isEqualTo(3);
        assertThat(vp8.startsFrame()).isFalse();
        assertThat(vp8.isKeyFrame()).isFalse();
    }

    @ParameterizedTest(name = "{0} -> length {1}, temporal layer {2}")
    @DisplayName("every set of flags has its length; KEYIDX alone says no layer")
    @CsvSource({
        "80 00 00, 2, -1",
        "80 80 01 00, 3, -1",
        "80 80 80 01 00, 4, -1",
        "80 40 01 00, 3, -1",
        "80 20 40 00, 3, 1",
        "80 10 ff 00, 3, -1",
        "80 30 80 00, 3, 2",
        "80 f0 01 02 40 00, 5, 1",
        "80 f0 81 01 02 40 00, 6, 1",
    })
    void lengths(String hex, int length, int temporalId) {
        assertThat(parse(hex)).isTrue();
        assertThat(vp8.length()).isEqualTo(length);
        assertThat(vp8.temporalId()).isEqualTo(temporalId);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a descriptor cut anywhere, or with nothing behind it, is refused")
    @CsvSource({"''", "10", "90", "90 80", "90 80 01", "90 80 81", "90 80 81 02", "90 f0 81 02 03 04", "90 40 01"})
    void cut(String hex) {
        assertThat(parse(hex)).isFalse();
    }

    @ParameterizedTest(name = "{0}: key {1}")
    @DisplayName("a key frame too short or without start code keeps its size unknown")
    @CsvSource({
        "10 02 00 9d 01 2a 80 02 68 01, true, 640",
        "10 02 00 9d 01 2a 80 c2 68 01, true, 640",
        "10 02 00 9d 01 2a 80 02 68, true, 0",
        "10 02 00 9d 01 2b 80 02 68 01, true, 0",
        "11 02 00 9d 01 2a 80 02 68 01, false, 0",
    })
    void sizes(String frame, boolean isKeyFrame, int width) {
        assertThat(parse("10" + frame)).isTrue();
        assertThat(vp8.isKeyFrame()).isEqualTo(isKeyFrame);
        assertThat(vp8.width()).isEqualTo(width);
    }

    @Test
    @DisplayName("the counters are rewritten in a copy, in their own width, and nothing else changes")
    void rewrites() {
        assertThat(parse("90 f0 92 34 56 20 01")).isTrue();
        MemorySegment copy = Golden.segment("ee 90 f0 92 34 56 20 01 ee");
        vp8.rewritePictureId(copy, 1, 0x18001);
        vp8.rewriteTl0PicIdx(copy, 1, 0x1ff);
        assertThat(Golden.hex(copy, 0, 9)).isEqualTo("ee 90 f0 80 01 ff 20 01 ee");
        assertThat(parse("90 80 12 01")).isTrue();
        MemorySegment small = Golden.segment("90 80 12 01");
        vp8.rewritePictureId(small, 0, 0x81);
        vp8.rewriteTl0PicIdx(small, 0, 7);
        assertThat(Golden.hex(small, 0, 4)).isEqualTo("90 80 01 01");
        assertThat(parse("10 01")).isTrue();
        vp8.rewritePictureId(small, 0, 5);
        assertThat(Golden.hex(small, 0, 4)).isEqualTo("90 80 01 01");
    }

    @Property
    void aRewrittenCounterIsRead(@ForAll @IntRange(max = 0x7FFF) int pictureId, @ForAll @IntRange(max = 255) int tl0) {
        MemorySegment payload = Golden.segment("90 c0 80 00 00 01");
        assertThat(vp8.parse(payload, 0, 6)).isTrue();
        vp8.rewritePictureId(payload, 0, pictureId);
        vp8.rewriteTl0PicIdx(payload, 0, tl0);
        assertThat(vp8.parse(payload, 0, 6)).isTrue();
        assertThat(vp8.pictureId()).isEqualTo(pictureId);
        assertThat(vp8.tl0PicIdx()).isEqualTo(tl0);
    }

    @Test
    @DisplayName("reading and rewriting 100,000 payloads allocates nothing")
    void allocatesNothing() {
        MemorySegment payload = Golden.segment("90 f0 92 34 56 20" + KEY_FRAME_640_360);
        long[] sum = {0};
        long bytes = Allocation.bytesOf(100_000, () -> {
            if (vp8.parse(payload, 0, 16) && vp8.isKeyFrame()) {
                sum[0] += vp8.pictureId() + vp8.width() + vp8.temporalId();
                vp8.rewritePictureId(payload, 0, (int) sum[0]);
                vp8.rewriteTl0PicIdx(payload, 0, (int) sum[0]);
            }
        });
        assertThat(bytes).isZero();
        assertThat(sum[0]).isNotZero();
    }

    private boolean parse(String hex) {
        MemorySegment payload = Golden.segment(hex);
        return vp8.parse(payload, 0, (int) payload.byteSize());
    }
}
