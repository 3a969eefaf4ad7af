package dev.parley.media.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the load of a node")
class LoadMeterTest {
    private static final long S = 1_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final Offset<Double> NEAR = within(1e-6);

    /// 1,000 packets/s, 8 Mbit/s, 20 ms.
    private static final Capacity SMALL = new Capacity(1_000, 8_000_000, 20 * MS, null);

    private static Sample.Loop idle() {
        return new Sample.Loop(0, 0, 0, 0, 0);
    }

    private static Load between(long seconds, Sample.Loop... loops) {
        return between(SMALL, seconds, 0, loops);
    }

    private static Load between(Capacity capacity, long seconds, long processCpuNs, Sample.Loop... loops) {
        var meter = new LoadMeter(capacity);
        meter.add(new Sample(0, 0, 2, List.of(loops).stream().map(_ -> idle()).toList()));
        meter.add(new Sample(seconds * S, processCpuNs, 2, List.of(loops)));
        return meter.load(4);
    }

    @Test
    @DisplayName("is nothing before there is anything to compare")
    void begins() {
        var meter = new LoadMeter(SMALL);
        assertThat(meter.load(9).ratio()).isZero();
        meter.add(new Sample(0, 5 * S, 2, List.of(new Sample.Loop(9 * S, 1_000_000, 1_000_000, 40, 0))));
        assertThat(meter.load(9)).isEqualTo(Load.NONE);
    }

    @Test
    @DisplayName("is the greatest of its parts, each a share of the node's capacity over all loops")
    void parts() {
        Load load = between(
                2, new Sample.Loop(S, 400, 500_000, 80, 400 * MS), new Sample.Loop(S / 2, 600, 300_000, 80, 80 * MS));
        assertThat(load.parts().get(Load.Part.PACKETS)).isEqualTo(0.5, NEAR); // 1,000 in two seconds
        assertThat(load.parts().get(Load.Part.BITS)).isEqualTo(0.4, NEAR); // 6.4 Mbit in two seconds
        assertThat(load.parts().get(Load.Part.CPU)).isEqualTo(0.5, NEAR); // the busiest loop's core
        assertThat(load.parts().get(Load.Part.LAG)).isEqualTo(0.25, NEAR); // the latest loop, on average
        assertThat(load.parts().get(Load.Part.PARTICIPANTS)).isZero();
        assertThat(load.ratio()).isEqualTo(0.5, NEAR);
    }

    @Test
    @DisplayName("counts the whole process where its other threads need more than the busiest loop")
    void process() {
        assertThat(between(SMALL, 1, 3 * S / 2, idle()).parts().get(Load.Part.CPU))
                .isEqualTo(0.75, NEAR);
    }

    @Test
    @DisplayName("counts participants only where somebody said how many there may be")
    void participants() {
        var bounded = new Capacity(1_000, 8_000_000, 20 * MS, 5);
        assertThat(between(bounded, 1, 0, idle()).ratio()).isEqualTo(1, NEAR); // no tick in a second: as late as can be
        Load calm = between(bounded, 1, 0, new Sample.Loop(0, 0, 0, 40, 0));
        assertThat(calm.ratio()).isEqualTo(0.8, NEAR);
        assertThat(bounded.isFull(4)).isFalse();
        assertThat(bounded.isFull(5)).isTrue();
        assertThat(SMALL.isFull(100_000)).isFalse();
    }

    @Test
    @DisplayName("is never more than full")
    void clamped() {
        Load load = between(1, new Sample.Loop(5 * S, 90_000, 1, 1, 3 * S));
        assertThat(load.ratio()).isEqualTo(1);
        assertThat(load.parts().get(Load.Part.PACKETS)).isEqualTo(1);
        assertThat(load.parts().get(Load.Part.LAG)).isEqualTo(1);
    }

    @Test
    @DisplayName("forgets what is longer ago than its window")
    void window() {
        var meter = new LoadMeter(SMALL);
        long packets = 0;
        for (int second = 0; second <= 20; second++) {
            packets += second <= 10 ? 1_000 : 100;
            meter.add(new Sample(second * S, 0, 1, List.of(new Sample.Loop(0, packets, 0, second * 40L, 0))));
            double expected = second == 0 ? 0 : second <= 10 ? 1 : second < 15 ? 1 - 0.18 * (second - 10) : 0.1;
            assertThat(meter.load(0).ratio()).as("second %d", second).isEqualTo(expected, NEAR);
        }
    }

    @Test
    @DisplayName("is read at most five times a second")
    void grain() {
        var meter = new LoadMeter(SMALL);
        assertThat(meter.isDue(0)).isTrue();
        meter.add(new Sample(0, 0, 1, List.of(idle())));
        assertThat(meter.isDue(199 * MS)).isFalse();
        assertThat(meter.isDue(200 * MS)).isTrue();
    }
}
