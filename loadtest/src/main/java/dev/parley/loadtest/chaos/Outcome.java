package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Hole;
import java.util.List;
import java.util.stream.Stream;

/// What one round of faults did to the meetings.
///
/// @param faults that began together
/// @param endNs the last of them was undone
/// @param untilNs the next round began, or the run ended
/// @param up of each participant whom the faults hit the longest hole in what others heard
/// @param down of each of these the longest hole in what it saw
/// @param bystanders with a hole that is noticed, whom no fault hit
/// @param carried whom the faults hit, and whose media session is still the same
/// @param reopened participants whose media session was replaced
/// @param handshakes that came up since
/// @param stallNs the longest time in which this process had no processor: no hole is known better than that
/// @param lost meetings, roles and places, one line each
/// @param unequal what somebody saw otherwise than it was, one line each
/// @param silent participants without media too long after
record Outcome(
        List<Fault> faults,
        long beginNs,
        long endNs,
        long untilNs,
        List<Hole> up,
        List<Hole> down,
        int bystanders,
        int carried,
        int reopened,
        int handshakes,
        long stallNs,
        List<String> lost,
        List<String> unequal,
        List<String> silent) {
    Outcome {
        faults = List.copyOf(faults);
        up = List.copyOf(up);
        down = List.copyOf(down);
        lost = List.copyOf(lost);
        unequal = List.copyOf(unequal);
        silent = List.copyOf(silent);
    }

    /// Whether nothing happened but holes.
    boolean holds() {
        return lost.isEmpty() && unequal.isEmpty() && silent.isEmpty();
    }

    long longestNs() {
        return Stream.concat(up.stream(), down.stream())
                .mapToLong(Hole::lengthNs)
                .max()
                .orElse(0);
    }
}
