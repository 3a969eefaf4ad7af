package dev.parley.loadtest.chaos;

import java.time.Duration;

/// How large and how long.
///
/// @param people in each room
/// @param pairs how many of a hundred rounds have two faults at once
public record ChaosPlan(int minutes, int rooms, int people, int signaling, int nodes, int pairs) {
    Duration time() {
        return Duration.ofMinutes(minutes);
    }

    public int participants() {
        return rooms * people;
    }
}
