package dev.parley.media.ingress;

import dev.parley.room.Source;

/// How one SSRC of a publisher was understood.
///
/// @param layer 0 for audio and for video of one plain layer, else the rank of the rid, lowest first
/// @param rid the RTP stream id (RFC 8852), empty without simulcast
/// @param rtxSsrc of its retransmissions, 0 while unknown
public record StreamPlan(int ssrc, int rtxSsrc, Source source, int layer, String rid) {
    StreamPlan withRtx(int ssrcOfRtx) {
        return new StreamPlan(ssrc, ssrcOfRtx, source, layer, rid);
    }
}
