package dev.parley.rtc.packets.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SequenceUnwrapperTest {
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();

    private record Step(int sequenceNumber, long index) {}

    @Test
    @DisplayName("wraps forward and back, a late packet before a wrap keeps its place")
    void script() {
        play(in(65_534, 65_534), in(65_535, 65_535), in(0, 65_536), in(65_533, 65_533), in(2, 65_538), in(1, 65_537));
        assertThat(unwrapper.highest()).isEqualTo(65_538);
    }

    @Test
    @DisplayName("a packet from before the first one gets a smaller index, below zero if need be")
    void beforeTheFirst() {
        play(in(1, 1), in(65_535, -1), in(0, 0), in(2, 2));
    }

    @Test
    @DisplayName("a jump of exactly half the space counts as back, as far as it goes")
    void halfTheSpace() {
        play(in(0, 0), in(32_768, -32_768), in(32_767, 32_767));
    }

    @Test
    @DisplayName("peek remembers nothing, reset forgets, resume goes on elsewhere")
    void states() {
        assertThat(unwrapper.started()).isFalse();
        assertThat(unwrapper.peek(9)).isEqualTo(9);
        assertThat(unwrapper.started()).isFalse();
        unwrapper.resumeAt(0x5_0003L);
        assertThat(unwrapper.unwrap(0xFFFF)).isEqualTo(0x4_FFFFL);
        assertThat(unwrapper.highest()).isEqualTo(0x5_0003L);
        unwrapper.reset();
        assertThat(unwrapper.unwrap(7)).isEqualTo(7);
    }

    @Property
    void everyIndexWithinHalfTheSpaceIsFound(
            @ForAll @IntRange(max = 1 << 30) int start, @ForAll @IntRange(min = -32_768, max = 32_767) int step) {
        unwrapper.resumeAt(start);
        assertThat(unwrapper.unwrap(start + step)).isEqualTo((long) start + step);
    }

    private static Step in(int sequenceNumber, long index) {
        return new Step(sequenceNumber, index);
    }

    private void play(Step... steps) {
        for (Step step : List.of(steps)) {
            assertThat(unwrapper.unwrap(step.sequenceNumber)).as("%s", step).isEqualTo(step.index);
        }
    }
}
