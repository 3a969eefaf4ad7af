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
        int shownSsrc) {}
