package dev.parley.signaling.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// When a webhook that was not heard is tried again. Pure but for the chance.
public record Retries(RandomGenerator random) {
    /// A restart of the receiver is over within seconds, a rollback of it within minutes, a person's help within hours.
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    /// Well below what the store keeps a line for without a sign of life.
    static final Duration LONGEST = Duration.ofMinutes(30);
    /// Who has not heard of a meeting within a day asks the server API.
    static final Duration GIVE_UP = Duration.ofHours(24);

    /// All rooms' webhooks fail at once when their receiver does, and should not come back at once.
    private static final double JITTER = 0.2;

    /// `failures`: in a row, this one included. `asked`: how long the receiver wants to be left alone at least.
    Duration after(int failures, Duration asked) {
        Duration step = failures <= STEPS.size() ? STEPS.get(failures - 1) : LONGEST;
        Duration spread = step.plusMillis((long) (step.toMillis() * JITTER * (2 * random.nextDouble() - 1)));
        Duration wait = asked.compareTo(spread) > 0 ? asked : spread;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    static boolean isOver(Instant at, Instant now) {
        return at.plus(GIVE_UP).isBefore(now);
    }
}
