package dev.parley.loadtest.carry;

import dev.parley.loadtest.report.Quantiles;

/// What many moves did: the longest pause of each stream in a time around each move of its room, and in as
/// many such times at rest.
///
/// @param late rooms that were not shown at their new node when the time was over, refused orders too
/// @param handshaken datagrams of handshakes of those whose media session is still the same
/// @param stallNs the longest time in which this process had no processor
record Moved(int moves, int late, Pauses sound, Pauses picture, int reopened, int handshaken, long stallNs) {
    record Pauses(Quantiles rest, Quantiles moving) {}

    /// Whether nothing happened but pauses.
    boolean holds() {
        return handshaken == 0;
    }
}
