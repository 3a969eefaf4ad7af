package dev.parley.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.RoomId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forty seconds unless told otherwise: `-Dparley.storm.seconds=300 -Dparley.storm.seed=1` (CONTRIBUTING.md).
@DisplayName("thirty people at three signaling servers that are killed, stopped and restarted at random")
class StormTest {
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("parley.storm.seconds", 40));
    private static final long SEED = Long.getLong("parley.storm.seed", 1);
    private static final int CONVERGED_MS = 5_000;
    private static final int HOLE_MS = 3_000;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("all agree with the store within five seconds of each fault, nobody loses role or place, frames go on")
    void storm() throws Exception {
        RandomGenerator random = new Random(SEED);
        List<Long> converged = new ArrayList<>();
        long hole = 0;
        try (var town = new Town(folder);
                var meeting = new Gathering(town, new RoomId("storm"), new Random(SEED + 1))) {
            meeting.gather();
            meeting.converges();
            var before = meeting.standing();
            assertThat(before).hasSize(meeting.people().size());
            meeting.longestWaitMs();
            meeting.work();
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                // Where somebody at random is, so that each fault is one to somebody.
                int victim = meeting.people().get(random.nextInt(before.size())).instance();
                boolean killed = random.nextBoolean();
                town.patience().pass(Duration.ofMillis(random.nextInt(2_000)));
                int there = meeting.at(victim).size();
                if (killed) {
                    town.instance(victim).kill();
                } else {
                    town.instance(victim).terminate();
                }
                long fault = System.nanoTime();
                meeting.inPeace(() -> {
                    meeting.converges();
                    converged.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fault));
                });
                assertThat(meeting.standing()).as("roles and places").isEqualTo(before);
                long wait = meeting.longestWaitMs();
                hole = Math.max(hole, wait);
                System.out.printf(
                        "storm: %s server %d with %d people: agreed after %d ms, longest wait for a frame %d ms%n",
                        killed ? "killed" : "stopped", victim, there, converged.getLast(), wait);
                town.instance(victim).start();
                town.awaitReady(victim);
            }
            meeting.inPeace(() -> {
                meeting.converges();
                meeting.hasRead();
            });
            assertThat(town.logs()).doesNotContain("bug in answering", "giving up the link");
            tell(converged, hole, meeting.deeds());
        }
        assertThat(Collections.max(converged)).as("until all agreed").isLessThan(CONVERGED_MS);
        assertThat(hole).as("the longest wait for a frame").isLessThan(HOLE_MS);
    }

    private static void tell(List<Long> converged, long hole, int deeds) {
        List<Long> sorted = converged.stream().sorted().toList();
        System.out.printf(
                "storm of %d s, seed %d: %d faults, %d deeds of the host; agreed after p50 %d ms, worst %d ms;"
                        + " longest wait for a frame %d ms%n",
                LENGTH.toSeconds(), SEED, sorted.size(), deeds, sorted.get(sorted.size() / 2), sorted.getLast(), hole);
    }
}
