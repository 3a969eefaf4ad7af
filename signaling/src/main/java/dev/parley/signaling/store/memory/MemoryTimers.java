package dev.parley.signaling.store.memory;

import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryTimers implements TimerStore {
    private final Map<Timer, Instant> dues = new HashMap<>();

    @Override
    public synchronized void arm(Collection<Timer> timers, Instant due) {
        timers.forEach(timer -> dues.put(timer, milliseconds(due)));
    }

    @Override
    public synchronized void disarm(Collection<Timer> timers) {
        timers.forEach(dues::remove);
    }

    @Override
    public synchronized List<Timer> claimDue(Instant now, Instant until, int limit) {
        List<Timer> due = dues.entrySet().stream()
                .filter(it -> !it.getValue().isAfter(now))
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        arm(due, until);
        return due;
    }

    @Override
    public synchronized boolean settle(Timer timer, Instant until) {
        return dues.remove(timer, milliseconds(until));
    }

    @Override
    public synchronized Optional<Instant> due(Timer timer) {
        return Optional.ofNullable(dues.get(timer));
    }

    private static Instant milliseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
