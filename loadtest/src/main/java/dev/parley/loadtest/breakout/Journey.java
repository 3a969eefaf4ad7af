package dev.parley.loadtest.breakout;

import dev.parley.room.BreakoutId;
import java.util.List;
import java.util.Optional;

/// Where somebody was told to be, change by change. Change 0 is the main room, where everybody begins. One thread adds,
/// any thread reads.
final class Journey {
    /// @param place empty for the main room
    /// @param toldNs when they were told
    record Stop(Optional<BreakoutId> place, long toldNs) {}

    private volatile List<Stop> stops = List.of(new Stop(Optional.empty(), Long.MIN_VALUE));

    void told(Optional<BreakoutId> place, long nowNs) {
        var more = new java.util.ArrayList<>(stops);
        more.add(new Stop(place, nowNs));
        stops = List.copyOf(more);
    }

    /// How often they were told another place.
    int change() {
        return stops.size() - 1;
    }

    /// The place of this change. Who is never sent anywhere, as the host, stays where they are.
    Optional<BreakoutId> place(int change) {
        List<Stop> now = stops;
        return now.get(Math.min(change, now.size() - 1)).place();
    }

    long toldNs(int change) {
        return stops.get(change).toldNs();
    }

    /// The last change that they had been told of at this time.
    int changeAt(long timeNs) {
        List<Stop> now = stops;
        int change = now.size() - 1;
        while (change > 0 && now.get(change).toldNs() > timeNs) {
            change--;
        }
        return change;
    }
}
