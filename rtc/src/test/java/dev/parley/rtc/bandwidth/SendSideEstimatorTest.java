package dev.parley.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The send-side estimate")
class SendSideEstimatorTest {
    private static final long START = SendSideEstimator.START_BPS;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("reaches a wish of 3 Mbit/s within 1.5 s where nothing is in the way")
    void reachesTheWish(long seed) {
        VirtualPath path = new VirtualPath(seed, START).wants(3_000_000).sendsAtMost(150_000);
        assertThat(path.secondsUntil(bps -> bps >= 3_000_000, 20)).isLessThan(1.5);
    }

    @Test
    @DisplayName("does not probe for what nobody wants")
    void noWishNoProbe() {
        VirtualPath path = new VirtualPath(1, START).wants(500_000).run(20);
        assertThat(path.estimator.estimateBps()).isBetween(500_000L, START);
        assertThat(path.estimator.probeBytes(60 * VirtualPath.S)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("settles within a quarter of a bottleneck of 1.5 Mbit/s")
    void findsTheBottleneck(long seed) {
        VirtualPath path = new VirtualPath(seed, START)
                .capacity(1_500_000)
                .wants(4_000_000)
                .jitter(1)
                .run(10);
        for (int second = 0; second < 20; second++) {
            path.run(1);
            assertThat(path.estimator.estimateBps()).as("second %d", second).isBetween(1_125_000L, 1_875_000L);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("backs off within 2 s when the capacity halves, and is back 15 s after it returns")
    void followsTheCapacity(long seed) {
        VirtualPath path = new VirtualPath(seed, START)
                .capacity(2_000_000)
                .wants(4_000_000)
                .jitter(1)
                .run(15);
        path.capacity(1_000_000);
        assertThat(path.secondsUntil(bps -> bps <= 1_050_000, 20)).isLessThan(2);
        path.run(20).capacity(2_000_000);
        assertThat(path.secondsUntil(bps -> bps >= 1_600_000, 60)).isLessThan(15);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("is not brought down by jitter alone")
    void withstandsJitter(long seed) {
        VirtualPath path =
                new VirtualPath(seed, START).wants(2_000_000).jitter(8).run(3);
        for (int second = 0; second < 30; second++) {
            path.run(1);
            assertThat(path.estimator.estimateBps()).as("second %d", second).isGreaterThan(1_200_000);
        }
    }

    @Test
    @DisplayName("holds through two percent of random loss")
    void withstandsALittleLoss() {
        VirtualPath path = new VirtualPath(7, START).wants(2_000_000).loss(0.02).run(30);
        assertThat(path.estimator.estimateBps()).isGreaterThan(1_500_000);
    }

    @Test
    @DisplayName("goes down where a fifth is lost")
    void yieldsToMuchLoss() {
        VirtualPath path =
                new VirtualPath(7, START).wants(2_000_000).run(5).loss(0.2).run(5);
        assertThat(path.estimator.estimateBps()).isLessThan(1_000_000);
    }

    @Test
    @DisplayName("stays where it is while the application sends little and the path is fine")
    void keepsWhatItKnows() {
        VirtualPath path = new VirtualPath(3, START)
                .wants(3_000_000)
                .run(5)
                .wants(100_000)
                .sendsAtMost(100_000)
                .run(30);
        assertThat(path.estimator.estimateBps()).isGreaterThanOrEqualTo(2_800_000);
    }

    @Test
    @DisplayName("does not take for congestion what a change of ways does to delay and loss")
    void rerouted() {
        VirtualPath told = settled();
        long before = told.estimator.estimateBps();
        assertThat(detoured(told.rerouted()).estimator.estimateBps()).isGreaterThanOrEqualTo(before * 95 / 100);
        assertThat(detoured(settled()).estimator.estimateBps()).isLessThan(before * 80 / 100);
    }

    @Test
    @DisplayName("sees within 4 s that the new way carries half")
    void reroutedToLess() {
        VirtualPath path = settled().rerouted().capacity(200_000);
        assertThat(path.secondsUntil(bps -> bps <= 220_000, 20)).isLessThan(4);
    }

    private static VirtualPath settled() {
        return new VirtualPath(5, START)
                .wants(400_000)
                .sendsAtMost(400_000)
                .jitter(1)
                .run(5);
    }

    /// For a third of a second the way grows and loses packets, then both are over.
    private static VirtualPath detoured(VirtualPath path) {
        path.loss(0.3);
        for (int step = 1; step <= 33; step++) {
            path.detour(3 * step).run(0.01);
        }
        return path.loss(0).detour(0).run(1.5);
    }

    @Test
    @DisplayName("takes less than it might for no less when its receiver stands still for a moment")
    void hiccup() {
        VirtualPath path = settled();
        long before = path.estimator.estimateBps();
        for (int step = 1; step <= 40; step++) {
            path.detour(3 * step).run(0.01);
            assertThat(path.estimator.estimateBps()).as("step %d", step).isGreaterThan(400_000);
        }
        path.detour(0);
        for (int step = 1; step <= 200; step++) {
            path.run(0.01);
            assertThat(path.estimator.estimateBps())
                    .as("step %d after it", step)
                    .isGreaterThan(400_000);
        }
        assertThat(path.estimator.estimateBps()).isGreaterThan(before / 2);
    }

    @Test
    @DisplayName("a feedback about packets never sent changes nothing")
    void unknownPackets() {
        SendSideEstimator estimator = new SendSideEstimator(new SendHistory(), START);
        TransportFeedbackRecorder recorder = new TransportFeedbackRecorder();
        for (int i = 0; i < 100; i++) {
            recorder.noteArrival(i, i * VirtualPath.MS);
        }
        recorder.build(1, 2).forEach(feedback -> estimator.onFeedback(feedback, VirtualPath.S));
        assertThat(estimator.estimateBps()).isEqualTo(START);
    }
}
