package dev.parley.signaling.timers;

import dev.parley.signaling.store.Timer;
import java.time.Instant;

/// What timers do. Whoever has done it settles the timer, or arms it anew; a timer left alone comes again
/// when the claim lapses.
@FunctionalInterface
public interface TimerHandler {
    /// `until`: when the claim lapses. Never called twice at a time for one room by one instance.
    void onDue(Timer timer, Instant until);

    /// Sweeps begin, or go on after the store was away: until now, nobody could have moved a timer on.
    default void onStoreBack() {}
}
