package dev.parley.signaling.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What is to happen and when. Nothing needs to be alive for a timer to come due, so what an instance has armed happens
/// after its death as well. Times count in milliseconds.
public interface TimerStore {
    /// Sets when they are due, whatever it was.
    void arm(Collection<Timer> timers, Instant due);

    default void arm(Timer timer, Instant due) {
        arm(List.of(timer), due);
    }

    void disarm(Collection<Timer> timers);

    default void disarm(Timer timer) {
        disarm(List.of(timer));
    }

    /// Timers that are due, each given to one caller only: it is due again at `until`, so that another takes it
    /// should the caller die before it disarms or [settle][#settle]s it.
    List<Timer> claimDue(Instant now, Instant until, int limit);

    /// What a claim was for is done: disarms the timer unless it was armed anew meanwhile, or claimed by another.
    /// `until`: what the claim said. Answers whether the claim still held.
    boolean settle(Timer timer, Instant until);

    Optional<Instant> due(Timer timer);
}
