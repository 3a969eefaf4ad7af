package dev.parley.loadtest.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Waits for something to become true, with a deadline, and for time to pass.
public final class Patience implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Duration between;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("patience").factory());

    public Patience() {
        this(LOOK);
    }

    /// @param between two looks, for what takes more than a moment to look at
    public Patience(Duration between) {
        this.between = between;
    }

    /// False when the deadline came first.
    public boolean until(BooleanSupplier satisfied, Duration most) throws InterruptedException {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        var look = looker.scheduleWithFixedDelay(
                () -> {
                    if (satisfied.getAsBoolean()) {
                        seen.complete(true);
                    }
                },
                0,
                between.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return seen.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            look.cancel(false);
        }
    }

    /// Lets time pass.
    public void pass(Duration time) throws InterruptedException {
        var _ = until(() -> false, time);
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
