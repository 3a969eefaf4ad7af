package dev.parley.signaling.store;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One at a time at the store. A store that hangs keeps each for seconds, so whoever waited while it failed
/// somebody before them gives up at once: were each to find out for themselves, the last would wait for
/// minutes.
public final class Turns {
    /// Fair: who only wants to give up must not be overtaken by others who try, again and again.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final AtomicInteger failures = new AtomicInteger();

    /// Inside its turn the deed may take another.
    public <T> T take(Supplier<T> deed) {
        int before = failures.get();
        lock.lock();
        try {
            if (failures.get() != before) {
                throw new StoreUnavailable(new IOException("it failed somebody who was before"));
            }
            return counted(deed);
        } finally {
            lock.unlock();
        }
    }

    public void take(Runnable deed) {
        var _ = take(() -> {
            deed.run();
            return true;
        });
    }

    /// Waits for its turn however the others fare: for what must not be left out, of which one waits at a time.
    public void patiently(Runnable deed) {
        lock.lock();
        try {
            var _ = counted(() -> {
                deed.run();
                return true;
            });
        } finally {
            lock.unlock();
        }
    }

    private <T> T counted(Supplier<T> deed) {
        try {
            return deed.get();
        } catch (StoreUnavailable e) {
            failures.incrementAndGet();
            throw e;
        }
    }
}
