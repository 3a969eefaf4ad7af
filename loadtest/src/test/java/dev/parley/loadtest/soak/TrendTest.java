package dev.parley.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.loadtest.soak.Trend.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Trend: where a row of measurements is heading")
class TrendTest {
    @Test
    @DisplayName("a line has its own slope, and too few points have none")
    void line() {
        assertThat(Trend.of(points(second -> 100 + second / 6)).perMinute()).isCloseTo(10, within(1e-9));
        assertThat(Trend.of(points(_ -> 7))).isEqualTo(new Trend(0, 7));
        assertThat(Trend.of(List.of())).isEqualTo(new Trend(0, 0));
        assertThat(Trend.of(List.of(new Point(1, 5)))).isEqualTo(new Trend(0, 5));
        assertThat(Trend.of(List.of(new Point(1, 5), new Point(1, 9)))).isEqualTo(new Trend(0, 7));
    }

    @Test
    @DisplayName("a sawtooth is flat, and one on a slope has the slope")
    void sawtooth() {
        assertThat(Trend.of(points(second -> second % 90)).perMinute()).isCloseTo(0, within(1.5));
        assertThat(Trend.of(points(second -> second % 90 + second / 2)).perMinute())
                .isCloseTo(30, within(1.5));
    }

    @Test
    @DisplayName("one measurement in five may be anything")
    void outliers() {
        var random = new Random(11);
        assertThat(Trend.of(points(second -> random.nextInt(5) == 0 ? 1e9 : second))
                        .perMinute())
                .isCloseTo(60, within(6.0));
    }

    @Test
    @DisplayName("the warm-up does not count")
    void warmUp() {
        List<Point> points = points(second -> second < 1_000 ? second : 1_000);
        assertThat(Trend.of(points).perMinute()).isGreaterThan(5);
        assertThat(Trend.of(Trend.after(1_000, points)).perMinute()).isZero();
    }

    /// Half an hour, every ten seconds.
    private static List<Point> points(DoubleUnaryOperator value) {
        List<Point> points = new ArrayList<>();
        for (int second = 0; second < 1_800; second += 10) {
            points.add(new Point(second, value.applyAsDouble(second)));
        }
        return points;
    }
}
