package dev.parley.loadtest.carry;

import dev.parley.loadtest.carry.wire.Wires;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.system.Fleet;
import dev.parley.protocol.client.RoomView;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A fleet with meetings in it, and what it takes to do something to it and to see what that does.
///
/// @param store reads a room as it is
record Bed(
        Fleet fleet,
        Crowd crowd,
        Wires wires,
        Ferry ferry,
        Function<RoomId, Optional<RoomView>> store,
        Patience patience,
        LongSupplier clock) {
    long nowNs() {
        return clock.getAsLong();
    }

    void until(long ns) throws InterruptedException {
        long leftNs = ns - nowNs();
        if (leftNs > 0) {
            patience.pass(Duration.ofNanos(leftNs));
        }
    }

    /// Datagrams of handshakes since then, of those whose media session is still the same.
    int handshakenOfCarried(Map<Member, Integer> offers, Map<Member, Integer> before) {
        Map<Member, Integer> after = wires.handshaken();
        return crowd.members().stream()
                .filter(it -> Crowd.reopened(List.of(it), offers) == 0)
                .mapToInt(it -> after.getOrDefault(it, 0) - before.getOrDefault(it, 0))
                .sum();
    }

    List<NodeId> nodes() {
        return fleet.nodes().stream().map(it -> new NodeId(it.name())).toList();
    }
}
