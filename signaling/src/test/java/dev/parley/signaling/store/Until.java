package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what other processes do, which tell nobody when it is done.
public final class Until {
    private static final long POLL_NS = Duration.ofMillis(20).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Until() {}

    public static void holds(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("still waiting that %s", what)
                    .isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /// Until what it asserts holds; then the last failure is the one that tells.
    public static void settles(Runnable assertion) {
        long start = System.nanoTime();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw notYet;
                }
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }
}
