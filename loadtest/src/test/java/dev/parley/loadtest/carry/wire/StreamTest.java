package dev.parley.loadtest.carry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stream: the longest pause since it was asked")
class StreamTest {
    private static final long FLOWING_NS = 300;

    private final Stream stream = new Stream(true);

    @Test
    @DisplayName("a pause that began before counts whole, one that was over does not count")
    void longest() {
        stream.arrived(0);
        stream.arrived(90);
        assertThat(stream.begin(100, FLOWING_NS)).isTrue();
        stream.arrived(150);
        stream.arrived(170);
        assertThat(stream.longestNs(180)).isEqualTo(60);
    }

    @Test
    @DisplayName("one that still lasts counts up to now")
    void open() {
        stream.arrived(0);
        assertThat(stream.begin(10, FLOWING_NS)).isTrue();
        assertThat(stream.longestNs(800)).isEqualTo(800);
    }

    @Test
    @DisplayName("where nothing comes, nothing flows that could pause")
    void silent() {
        assertThat(stream.begin(0, FLOWING_NS)).isFalse();
        stream.arrived(0);
        assertThat(stream.begin(299, FLOWING_NS)).isTrue();
        assertThat(stream.begin(300, FLOWING_NS)).isFalse();
    }
}
