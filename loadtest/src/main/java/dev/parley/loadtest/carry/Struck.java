package dev.parley.loadtest.carry;

import dev.parley.loadtest.carry.wire.Fence;
import java.util.List;

/// What one blow did.
///
/// @param upNs of each who speaks, from the blow to the first packet that others heard again
/// @param downNs of each, from the blow to the first picture again
/// @param upAgainNs the longest pauses while the node came back
/// @param seen packets from the node just before the blow: that what is counted is counted
/// @param carried whose media session is still the same
/// @param handshaken datagrams of handshakes at those
/// @param crossed packets from the node that came back
/// @param stallNs the longest time in which this process had no processor
/// @param lost roles and places, one line each
/// @param unequal what somebody saw otherwise than it was, one line each
/// @param silent who had no media in the end
record Struck(
        Blow blow,
        List<Long> upNs,
        List<Long> downNs,
        List<Long> upAgainNs,
        List<Long> downAgainNs,
        long seen,
        int carried,
        int reopened,
        int handshaken,
        Fence.Crossed crossed,
        long stallNs,
        List<String> lost,
        List<String> unequal,
        List<String> silent) {
    Struck {
        upNs = List.copyOf(upNs);
        downNs = List.copyOf(downNs);
        upAgainNs = List.copyOf(upAgainNs);
        downAgainNs = List.copyOf(downAgainNs);
        lost = List.copyOf(lost);
        unequal = List.copyOf(unequal);
        silent = List.copyOf(silent);
    }

    /// Whether nothing happened but pauses.
    boolean holds() {
        return seen > 0
                && handshaken == 0
                && crossed.later() == 0
                && lost.isEmpty()
                && unequal.isEmpty()
                && silent.isEmpty();
    }
}
