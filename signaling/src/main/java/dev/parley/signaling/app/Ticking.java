package dev.parley.signaling.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Everything that happens by the clock. One thread counts; the deeds run on virtual threads, and one that is
/// still at work is not started again.
public final class Ticking implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Ticking.class.getName());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("parley-ticks").daemon().factory());
    private final ScheduledExecutorService slow = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("parley-slow-ticks").daemon().factory());
    private final Executor threads;

    Ticking(Executor threads) {
        this.threads = threads;
    }

    Ticking every(Duration period, Runnable deed) {
        var atWork = new AtomicBoolean();
        var _ = clock.scheduleAtFixedRate(
                () -> {
                    if (atWork.compareAndSet(false, true)) {
                        threads.execute(() -> run(deed, atWork));
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /// What may block a thread of the machine, such as a resolver: on one of its own, with a pause after each time.
    Ticking apart(Duration pause, Runnable deed) {
        var _ = slow.scheduleWithFixedDelay(
                () -> run(deed, new AtomicBoolean()), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private static void run(Runnable deed, AtomicBoolean atWork) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a tick failed, the next will try again", e);
        } finally {
            atWork.set(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        slow.shutdownNow();
    }
}
