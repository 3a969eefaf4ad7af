package dev.parley.signaling.store;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;

/// How disputes between nodes were settled (ADR-0013): each once, for whoever asked first, whatever
/// instance is asked.
@FunctionalInterface
public interface DisputeStore {
    /// Settles it for the claimant, unless it is settled already. Answers who has won.
    Party settle(Dispute dispute, Party claimant);
}
