package dev.parley.operator.fleet;

import java.util.Map;
import java.util.stream.IntStream;

/// Those that are replaced first: the others wait until these are at work, and longer where somebody has to say so.
final class Canaries {
    private final FleetWish wish;
    private final Map<Integer, Seen> seen;

    Canaries(FleetWish wish, Map<Integer, Seen> seen) {
        this.wish = wish;
        this.seen = seen;
    }

    boolean areDone() {
        return wish.canary() > 0
                && seen.values().stream()
                                .filter(it -> isNew(it) && it.isActive())
                                .count()
                        >= Math.min(wish.canary(), wish.replicas());
    }

    /// Whether one more may be replaced, when so many are being replaced.
    boolean letFollow(long begun) {
        if (wish.canary() == 0) {
            return true;
        }
        if (areDone()) {
            return !wish.pauseAfterCanary();
        }
        long there = seen.values().stream().filter(this::isNew).count();
        long missing = IntStream.range(0, wish.replicas())
                .filter(ordinal -> !seen.containsKey(ordinal))
                .count();
        return begun + there + missing < wish.canary();
    }

    private boolean isNew(Seen node) {
        return node.ordinal() < wish.replicas() && node.pod().isCurrent();
    }
}
