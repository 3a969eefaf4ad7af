package dev.parley.operator.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.edge.Autoscale;
import dev.parley.crds.edge.Autoscale.Mode;
import dev.parley.crds.edge.RegionEdgeStatus.Scaling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How many nodes a region should have")
class AutoscalerTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    private final List<String> told = new ArrayList<>();
    private Instant now = START;
    private @Nullable Scaling scaling;
    private int replicas = 2;

    private static Autoscale spec(Mode mode) {
        return new Autoscale(mode, 2, 10, 60, 40, 15, 600);
    }

    /// So many seconds with that mean load, looked at each ten.
    private void play(Mode mode, int seconds, double mean) {
        var autoscaler = new Autoscaler(spec(mode));
        for (int i = 0; i < seconds; i += 10) {
            var decision = autoscaler.decide(new Loads(replicas, replicas, mean * replicas, true), scaling, now);
            scaling = decision.scaling();
            decision.replicas().ifPresent(it -> {
                told.add("+" + (now.getEpochSecond() - START.getEpochSecond()) + "s " + replicas + " -> " + it);
                replicas = it;
            });
            now = now.plusSeconds(10);
        }
    }

    @Test
    @DisplayName("nodes are added after seconds, as many as are missing")
    void out() {
        play(Mode.ACT, 60, 0.50);
        assertThat(told).isEmpty();
        play(Mode.ACT, 30, 0.95);
        assertThat(told).containsExactly("+80s 2 -> 4");
    }

    @Test
    @DisplayName("a peak that is over is none")
    void peak() {
        play(Mode.ACT, 10, 0.95);
        play(Mode.ACT, 10, 0.30);
        play(Mode.ACT, 10, 0.95);
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("nodes are taken away after minutes, one by one, and never below the bound")
    void in() {
        replicas = 4;
        play(Mode.ACT, 2_400, 0.05);
        assertThat(told).containsExactly("+600s 4 -> 3", "+1210s 3 -> 2");
    }

    @Test
    @DisplayName("a dry run says what it would do, and does not")
    void dryRun() {
        play(Mode.DRY_RUN, 60, 0.95);
        assertThat(told).isEmpty();
        assertThat(scaling).isEqualTo(new Scaling(4, "the mean load is above 60%", START));
    }

    @Test
    @DisplayName("bounds hold at once")
    void bounds() {
        replicas = 1;
        play(Mode.ACT, 10, 0.1);
        assertThat(told).containsExactly("+0s 1 -> 2");
    }

    @Test
    @DisplayName("while nodes start or drain nobody is taken away")
    void unsettled() {
        var decision = new Autoscaler(spec(Mode.ACT))
                .decide(new Loads(4, 4, 0.1, false), new Scaling(3, "low", START.minusSeconds(3_600)), START);
        assertThat(decision.replicas()).isEmpty();
    }

    /// The work is what it is, however many nodes share it.
    @Test
    @DisplayName("steady work comes to rest, between the bounds, and stays there")
    void rest() {
        for (long seed = 1; seed <= 200; seed++) {
            rest(seed);
        }
    }

    private static void rest(long seed) {
        var random = new Random(seed);
        double work = random.nextDouble() * 8;
        var autoscaler = new Autoscaler(spec(Mode.ACT));
        int nodes = 2 + random.nextInt(9);
        Scaling last = null;
        int lastChange = 0;
        for (int second = 0; second < 20_000; second += 10) {
            var loads = new Loads(nodes, nodes, Math.min(nodes, work), true);
            var decision = autoscaler.decide(loads, last, START.plusSeconds(second));
            last = decision.scaling();
            if (decision.replicas().isPresent()) {
                nodes = decision.replicas().getAsInt();
                lastChange = second;
            }
            assertThat(nodes).as("seed %d", seed).isBetween(2, 10);
        }
        assertThat(lastChange).as("still moving, seed %d", seed).isLessThan(10_000);
    }
}
