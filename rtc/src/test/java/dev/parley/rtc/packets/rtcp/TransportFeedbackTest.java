package dev.parley.rtc.packets.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportFeedbackTest {
    private static final String HEAD = "00000001 00000002";

    @Test
    @DisplayName("one packet, one run: as seen from a browser, with one byte of padding")
    void oneRun() {
        MemorySegment bytes = Golden.segment("afcd0005 fa17fa17 43032fa0 00990001 3de80217 20019401");
        TransportFeedback feedback = parse(bytes);
        assertThat(feedback.senderSsrc()).isEqualTo(0xfa17fa17);
        assertThat(feedback.mediaSsrc()).isEqualTo(0x43032fa0);
        assertThat(feedback.baseSequenceNumber()).isEqualTo(153);
        assertThat(feedback.count()).isEqualTo(1);
        assertThat(feedback.referenceTimeUs()).isEqualTo(4_057_090L * 64_000);
        assertThat(feedback.feedbackCount()).isEqualTo(23);
        assertThat(feedback.deltaUs(0)).isEqualTo(37_000);
        assertThat(Golden.hex(written(feedback), 0, bytes.byteSize()))
                .isEqualTo(Golden.hex(bytes, 0, bytes.byteSize()));
    }

    @Test
    @DisplayName("a run, a one-bit vector and a two-bit vector, small, large and negative deltas")
    void everyChunk() {
        TransportFeedback feedback = parse(Golden.segment("8fcd0009" + HEAD + "fffe 001e ffffff 05"
                + "2003" // run of 3 small
                + "a001" // 14 one-bit: 1000 0000 0000 01
                + "d840" // 7 two-bit: 01 10 00 01 00 00 00
                + "0006" // run of 6 lost
                + "04 08 0c  10 14  18 ff00 1c" + "000000"));
        assertThat(feedback)
                .hasToString("TransportFeedback[#5 base=65534 reference=-64000 us: 1000 2000 3000 4000"
                        + " lost".repeat(12) + " 5000 6000 -64000 lost 7000" + " lost".repeat(9) + "]");
        assertThat(feedback.sequenceNumber(0)).isEqualTo(65_534);
        assertThat(feedback.sequenceNumber(2)).isZero();
        assertThat(feedback.received(4)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a feedback that contradicts itself is refused")
    @CsvSource({
        "no fixed part, 8fcd0003 00000001 00000002 00000001",
        "of no packets, 8fcd0004 00000001 00000002 00000000 00000000",
        "of more than half the sequence space, 8fcd0005 00000001 00000002 00008001 00000000 1fff1fff",
        "no chunk, 8fcd0004 00000001 00000002 00000001 00000000",
        "chunks end too early, 8fcd0005 00000001 00000002 00000064 00000000 00010001",
        "the reserved symbol, 8fcd0005 00000001 00000002 00000001 00000000 60010000",
        "a delta too few, 8fcd0005 00000001 00000002 00000003 00000000 20030102",
        "half a large delta, afcd0005 00000001 00000002 00000001 00000000 40010101",
    })
    void refused(String what, String hex) {
        assertThat(RtcpCompound.parse(Golden.segment(hex)).defect())
                .as(what)
                .isEqualTo(RtcpCompound.Defect.BAD_CONTENT);
    }

    @Test
    @DisplayName(
            "the builder fills gaps with losses, rounds down to 250 us without drift, and starts at a reference tick")
    void builds() {
        TransportFeedback.Builder builder = new TransportFeedback.Builder(1, 2, 256 + 7);
        assertThat(builder.isEmpty()).isTrue();
        assertThat(builder.add(0x1_FFFFL, 128_000 + 300)).isTrue();
        assertThat(builder.add(0x2_0002L, 128_000 + 600)).isTrue();
        assertThat(builder.add(0x2_0003L, 128_000 + 900)).isTrue();
        assertThat(builder.add(0x2_0004L, 128_000 + 100)).isTrue();
        assertThat(builder.build())
                .hasToString("TransportFeedback[#7 base=65535 reference=128000 us: 250 lost lost 250 250 -750]");
    }

    @Test
    @DisplayName("the builder says no when the delta, the gap or the size does not fit")
    void full() {
        TransportFeedback.Builder builder = new TransportFeedback.Builder(1, 2, 0);
        assertThat(builder.add(0, 0)).isTrue();
        assertThat(builder.add(1, 8_192_000)).isFalse();
        assertThat(builder.add(1, 8_191_750)).isTrue();
        assertThat(builder.add(2, -250)).isTrue();
        assertThat(builder.add(3, -8_192_500)).isFalse();
        assertThat(builder.add(32_768, 0)).isFalse();
        for (int i = 3; i < TransportFeedback.Builder.MAX_RECEIVED; i++) {
            assertThat(builder.add(i, 0)).isTrue();
        }
        assertThat(builder.add(1_000, 0)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(5, 0));
    }

    @Test
    @DisplayName("the worst message of the builder fits any path's MTU")
    void worstCase() {
        TransportFeedback.Builder builder = new TransportFeedback.Builder(1, 2, 0);
        for (int i = 0; builder.add(i * 17L, (i & 1) * 1_000_000L); i++) {
            // lost runs between large deltas
        }
        assertThat(builder.build().length()).isLessThan(1_200);
    }

    @Property
    void whatIsBuiltIsRead(@ForAll long seed, @ForAll @IntRange(max = 100) int lossPercent) {
        Random random = new Random(seed);
        TransportFeedback.Builder builder = new TransportFeedback.Builder(1, 2, random.nextInt());
        long[] arrivalsUs = new long[400];
        long index = random.nextInt(1 << 20);
        long nowUs = random.nextLong(1L << 38) - (1L << 37);
        int last = 0;
        for (int i = 0; i < arrivalsUs.length; i++) {
            nowUs += random.nextInt(10) == 0 ? random.nextInt(200_000) - 50_000 : random.nextInt(5_000);
            arrivalsUs[i] = Long.MIN_VALUE;
            boolean arrived = i == 0 || random.nextInt(100) >= lossPercent;
            if (arrived && builder.add(index + i, nowUs)) {
                arrivalsUs[i] = nowUs;
                last = i;
            }
        }
        TransportFeedback built = builder.build();
        TransportFeedback read = parse(written(built));
        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(read.count()).isEqualTo(last + 1);
        long timeUs = read.referenceTimeUs();
        long wrapUs = 64_000L << 24;
        for (int i = 0; i <= last; i++) {
            assertThat(read.received(i)).isEqualTo(arrivalsUs[i] != Long.MIN_VALUE);
            if (read.received(i)) {
                timeUs += read.deltaUs(i);
                assertThat(Math.floorMod(arrivalsUs[i] - timeUs, wrapUs)).isBetween(0L, 249L);
            }
        }
    }

    private static TransportFeedback parse(MemorySegment bytes) {
        return (TransportFeedback) RtcpCompound.parse(bytes).messages().getFirst();
    }

    private static MemorySegment written(TransportFeedback feedback) {
        MemorySegment out = Golden.slab(feedback.length());
        assertThat(feedback.write(out, 0)).isEqualTo(feedback.length());
        return out;
    }
}
