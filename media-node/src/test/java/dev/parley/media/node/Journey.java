package dev.parley.media.node;

import dev.parley.media.node.Traveller.Received;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where everybody was, round by round, and what that says about every packet received: the judge of the routing test.
///
/// A publisher wears `settled(round, context)` while it is known to be there, and `between(round)` from before the
/// command until it is done.
final class Journey {
    static final int CONTEXTS = 5;
    private static final int STAMPS = CONTEXTS + 1;

    /// By round, then by the number of the traveller.
    private final List<int[]> contexts = new ArrayList<>();

    void add(int[] contextOf) {
        contexts.add(contextOf.clone());
    }

    static int settled(int round, int context) {
        return round * STAMPS + context;
    }

    int settledAt(int round, int traveller) {
        return settled(round, at(round, traveller));
    }

    static int between(int round) {
        return round * STAMPS + CONTEXTS;
    }

    /// What a traveller should not have received, in words.
    List<String> leaks(Traveller traveller) {
        var leaks = new ArrayList<String>();
        int arrivedIn = 0; // the newest round of which something was received that only exists in the new context
        for (Received packet : traveller.received()) {
            int round = packet.stamp() / STAMPS;
            int context = packet.stamp() % STAMPS;
            int self = traveller.number();
            if (context < CONTEXTS) {
                if (at(round, self) != context || at(round, packet.publisher()) != context) {
                    leaks.add(self + " received " + packet + " of round " + round + ", context " + context);
                }
                continue;
            }
            boolean old = meets(packet.publisher(), round, at(round - 1, self));
            boolean now = meets(packet.publisher(), round, at(round, self));
            if (now && !old && !packet.repaired()) {
                arrivedIn = Math.max(arrivedIn, round);
            }
            if (!now && !(old && arrivedIn < round)) {
                leaks.add(self + " received " + packet + " between rounds " + (round - 1) + " and " + round);
            }
        }
        return leaks;
    }

    /// Whether the publisher is in that context before or after the command of this round.
    private boolean meets(int publisher, int round, int context) {
        return at(round - 1, publisher) == context || at(round, publisher) == context;
    }

    private int at(int round, int traveller) {
        return contexts.get(round)[traveller];
    }

    boolean hasCompany(int round, int traveller) {
        int[] now = contexts.get(round);
        for (int other = 0; other < now.length; other++) {
            if (other != traveller && now[other] == now[traveller]) {
                return true;
            }
        }
        return false;
    }

    /// Holes, pictures that cannot be decoded and picture ids that jump, slot by slot, in the order of the numbers.
    static List<String> faults(Traveller traveller) {
        var faults = new ArrayList<String>();
        Map<String, List<Received>> slots = traveller.received().stream().collect(Collectors.groupingBy(Received::mid));
        slots.forEach((mid, packets) -> {
            Received last = null;
            for (Received now : sorted(packets)) {
                String where = "slot " + mid + ": " + now + " after " + last;
                if (last != null && now.sequence() != last.sequence() + 1) {
                    faults.add("a hole or a repeat, " + where);
                }
                if (now.video() && (last == null || now.publisher() != last.publisher()) && !now.startsKeyFrame()) {
                    faults.add("no key frame first, " + where);
                }
                if (last != null && now.video() && (now.pictureId() - last.pictureId() & 0x7FFF) > 1) {
                    faults.add("picture ids jump, " + where);
                }
                last = now;
            }
        });
        return faults;
    }

    private static List<Received> sorted(List<Received> packets) {
        return packets.stream()
                .sorted(Comparator.comparingLong(Received::sequence))
                .toList();
    }

    /// From each command to the first picture that only the new context has, in milliseconds.
    List<Long> picturesAfterMs(Traveller traveller, List<Long> commandsNs) {
        var first = new HashMap<Integer, Long>();
        for (Received packet : traveller.received()) {
            int round = packet.stamp() / STAMPS;
            boolean settled = packet.stamp() % STAMPS < CONTEXTS;
            if (round > 0 && packet.video()) {
                boolean moved = at(round, traveller.number()) != at(round - 1, traveller.number());
                boolean old = !settled && meets(packet.publisher(), round, at(round - 1, traveller.number()));
                if (moved && !old) {
                    first.putIfAbsent(round, packet.atNs());
                }
            }
        }
        return first.entrySet().stream()
                .map(entry -> (entry.getValue() - commandsNs.get(entry.getKey())) / 1_000_000)
                .toList();
    }
}
