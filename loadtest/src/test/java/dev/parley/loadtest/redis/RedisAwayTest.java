package dev.parley.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.room.RoomId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Dparley.redis.away=60`: how many seconds Redis hangs, 8 unless told otherwise.
@DisplayName("thirty people at three signaling servers and two media nodes, whose Redis is away")
class RedisAwayTest {
    private static final Duration AWAY = Duration.ofSeconds(Long.getLong("parley.redis.away", 8));
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration DEAD = Duration.ofSeconds(3);
    private static final int CONVERGED_MS = 5_000;
    private static final int REFUSED_MS = 5_000;
    private static final int HOLE_MS = 3_000;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "frames go on, asks are refused soon, and all agree within five seconds of its return, even an empty one")
    void away() throws Exception {
        try (var town = new Town(folder);
                var meeting = new Gathering(town, new RoomId("away"), new Random(1))) {
            meeting.gather();
            meeting.converges();
            var before = meeting.standing();
            meeting.work();
            town.patience().pass(DEAD);
            holdsNoKeys(town);
            meeting.longestWaitMs();

            meeting.inPeace(() -> hangs(town, meeting, before));
            town.patience().pass(DEAD);
            meeting.inPeace(() -> diesAndIsEmpty(town, meeting, before));
            town.patience().pass(DEAD);
            meeting.inPeace(() -> {
                meeting.converges();
                meeting.hasRead();
            });
            assertThat(town.logs()).doesNotContain("bug in answering", "giving up the link");
            holdsNoKeys(town);
        }
    }

    /// Neither Redis nor any log: what lies there is of no use to whoever listens to media.
    private static void holdsNoKeys(Town town) {
        List<String> contents = town.contents();
        assertThat(contents).as("what lies in Redis").anyMatch(it -> it.contains("person"));
        assertThat(town.keys().count()).as("keys known").isGreaterThan(30);
        town.keys().areNotIn(contents);
        town.keys().areNotIn(List.of(town.allLogs()));
    }

    private static void hangs(Town town, Gathering meeting, Map<String, Gathering.Standing> before) throws Exception {
        town.redis().stop();
        long start = System.nanoTime();
        long slowest = 0;
        int refused = 0;
        while (System.nanoTime() - start < AWAY.toNanos()) {
            List<Long> frames = meeting.people().stream().map(Regular::frames).toList();
            Regular asks = meeting.people().get(2 + refused++ % 25);
            long asked = System.nanoTime();
            assertThat(asks.refusal(id -> new ClientAsk.Rename(id, "in doubt"))).isEqualTo("store-unavailable");
            slowest = Math.max(slowest, msSince(asked));
            town.patience().pass(LOOK);
            for (int i = 0; i < frames.size(); i++) {
                if (Gathering.isWatching(i)) {
                    assertThat(meeting.people().get(i).frames())
                            .as("frames of person%d", i)
                            .isGreaterThan(frames.get(i));
                }
            }
        }
        town.redis().wake();
        long agreed = meeting.converges();
        tell("hung for " + AWAY.toSeconds() + " s", agreed, meeting);
        System.out.printf("away: %d asks, each refused within %d ms%n", refused, slowest);
        assertThat(slowest).as("until refused").isLessThan(REFUSED_MS);
        assertThat(meeting.standing()).isEqualTo(before);
    }

    private static void diesAndIsEmpty(Town town, Gathering meeting, Map<String, Gathering.Standing> before)
            throws Exception {
        town.redis().kill();
        town.patience().pass(DEAD);
        town.redis().start();
        long agreed = meeting.converges();
        tell("killed, and empty after " + DEAD.toSeconds() + " s", agreed, meeting);
        assertThat(meeting.standing()).isEqualTo(before);
    }

    private static void tell(String what, long agreedMs, Gathering meeting) {
        long wait = meeting.longestWaitMs();
        System.out.printf(
                "away: %s: agreed %d ms after the return, longest wait for a frame %d ms%n", what, agreedMs, wait);
        assertThat(agreedMs).as("until all agreed").isLessThan(CONVERGED_MS);
        assertThat(wait).as("the longest wait for a frame").isLessThan(HOLE_MS);
    }

    private static long msSince(long startNs) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }
}
