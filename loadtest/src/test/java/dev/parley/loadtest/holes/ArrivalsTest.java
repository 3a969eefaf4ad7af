package dev.parley.loadtest.holes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Arrivals: the longest hole")
class ArrivalsTest {
    private static final long MS = 1_000_000;

    private final Arrivals arrivals = new Arrivals();

    @Test
    @DisplayName("a hole goes from the last packet before to the first after")
    void between() {
        every20Ms(0, 1_000);
        every20Ms(1_700, 3_000);
        assertThat(longest(500, 3_000)).isEqualTo(hole(1_000, 1_700));
    }

    @Test
    @DisplayName("a hole that began before the time or ends after it counts whole")
    void overlapping() {
        every20Ms(0, 1_000);
        every20Ms(2_000, 3_000);
        assertThat(longest(1_500, 1_600)).isEqualTo(hole(1_000, 2_000));
        assertThat(longest(2_100, 2_900).lengthNs()).isLessThanOrEqualTo(Arrivals.LEAST_NS);
    }

    @Test
    @DisplayName("a hole that still lasts counts up to now, and when nothing ever came all of it is one")
    void open() {
        assertThat(longest(100, 900)).isEqualTo(hole(100, 900));
        every20Ms(0, 1_000);
        assertThat(longest(500, 4_000)).isEqualTo(hole(1_000, 4_000));
        assertThat(arrivals.since(1_000 * MS)).isTrue();
        assertThat(arrivals.since(1_001 * MS)).isFalse();
    }

    @Test
    @DisplayName("of many the longest, and a packet that was overtaken makes no hole")
    void many() {
        every20Ms(0, 100);
        every20Ms(200, 300);
        every20Ms(900, 1_000);
        arrivals.arrived(950 * MS);
        every20Ms(1_100, 1_200);
        assertThat(longest(0, 1_200)).isEqualTo(hole(300, 900));
        assertThat(arrivals.ended(100 * MS, 0, 1_200 * MS))
                .containsExactly(hole(100, 200), hole(300, 900), hole(1_000, 1_100));
    }

    @Test
    @DisplayName("old pauses make room for new ones")
    void bounded() {
        for (long at = 0; at < 1_000_000; at += 100) {
            arrivals.arrived(at * MS);
        }
        assertThat(arrivals.ended(0, 0, Long.MAX_VALUE)).hasSizeLessThan(3_000);
        assertThat(longest(999_000, 999_900)).extracting(Hole::lengthNs).isEqualTo(100 * MS);
    }

    private void every20Ms(long fromMs, long toMs) {
        for (long at = fromMs; at <= toMs; at += 20) {
            arrivals.arrived(at * MS);
        }
    }

    private Hole longest(long fromMs, long toMs) {
        return arrivals.longest(fromMs * MS, toMs * MS);
    }

    private static Hole hole(long beginMs, long endMs) {
        return new Hole(beginMs * MS, endMs * MS);
    }
}
