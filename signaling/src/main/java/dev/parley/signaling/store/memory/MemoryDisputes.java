package dev.parley.signaling.store.memory;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.signaling.store.DisputeStore;
import java.util.LinkedHashMap;
import java.util.Map;

final class MemoryDisputes implements DisputeStore {
    /// Far more than two nodes can have with one another while anybody still asks.
    private static final int REMEMBERED = 10_000;

    private final Map<Dispute, Party> winners = new LinkedHashMap<>();

    @Override
    public synchronized Party settle(Dispute dispute, Party claimant) {
        Party winner = winners.computeIfAbsent(dispute, _ -> claimant);
        if (winners.size() > REMEMBERED) {
            winners.remove(winners.keySet().iterator().next());
        }
        return winner;
    }
}
