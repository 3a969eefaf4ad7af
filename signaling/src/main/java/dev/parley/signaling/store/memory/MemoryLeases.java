package dev.parley.signaling.store.memory;

import dev.parley.signaling.store.LeaseStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryLeases implements LeaseStore {
    private final Map<Lease, Instant> deadlines = new HashMap<>();

    @Override
    public synchronized void renew(Collection<Lease> leases, Instant deadline) {
        leases.forEach(lease -> deadlines.put(lease, deadline));
    }

    @Override
    public synchronized List<Lease> claimDue(Instant now, Instant until, int limit) {
        List<Lease> due = deadlines.entrySet().stream()
                .filter(it -> !it.getValue().isAfter(now))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(lease -> deadlines.put(lease, until));
        return due;
    }

    @Override
    public synchronized Optional<Instant> deadline(Lease lease) {
        return Optional.ofNullable(deadlines.get(lease));
    }

    @Override
    public synchronized void release(Lease lease) {
        deadlines.remove(lease);
    }
}
