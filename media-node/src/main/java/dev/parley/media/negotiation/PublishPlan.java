package dev.parley.media.negotiation;

import dev.parley.room.Source;
import java.util.List;

/// A section in which the client sends.
///
/// @param rids of its simulcast layers, lowest first; empty for one plain layer
/// @param ssrcs told in the offer: each primary with its RTX (0 when there is none)
public record PublishPlan(String mid, Source source, List<String> rids, List<SsrcPair> ssrcs) {
    public PublishPlan {
        rids = List.copyOf(rids);
        ssrcs = List.copyOf(ssrcs);
    }

    /// A primary SSRC and that of its retransmissions (RFC 5576 §4.2, group FID).
    public record SsrcPair(int primary, int rtx) {}
}
