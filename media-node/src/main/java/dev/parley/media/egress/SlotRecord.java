package dev.parley.media.egress;

import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.protocol.SlotWish;

/// A slot as a value that travels with its session.
///
/// @param rtxSequence of the next retransmission
/// @param packets sent so far, and their payload `octets`, for sender reports (RFC 3550 §6.4.1)
/// @param shownCsrc of who is in the slot; 0 when nobody is
/// @param shownSsrc of the stream that is forwarded; 0 when none is
public record SlotRecord(
        SlotPlan plan,
        RewriterState rewriter,
        SlotWish wish,
        long rtxSequence,
        long packets,
        long octets,
        int shownCsrc,
        int shownSsrc) {
    /// For who goes on without knowing how much was sent since: whoever was in the slot still is, and
    /// begins anew.
    public SlotRecord ahead(int sent) {
        return new SlotRecord(plan, rewriter.ahead(sent), wish, rtxSequence + sent, packets, octets, shownCsrc, 0);
    }

    /// The same on a machine whose clock shows so much more.
    public SlotRecord shifted(long ns) {
        return new SlotRecord(plan, rewriter.shifted(ns), wish, rtxSequence, packets, octets, shownCsrc, shownSsrc);
    }
}
