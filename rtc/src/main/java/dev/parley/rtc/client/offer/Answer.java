package dev.parley.rtc.client.offer;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.SdpResult.Malformed;
import dev.parley.rtc.sdp.SdpResult.Parsed;
import dev.parley.rtc.sdp.SessionDescription;
import java.util.List;

/// What an answer made of an offer.
public sealed interface Answer {
    /// It can.
    ///
    /// @param candidates best first
    record Agreed(
            IceCredentials ice,
            List<Fingerprint> fingerprints,
            List<Candidate> candidates,
            Extensions extensions,
            List<SendTrack> tracks,
            List<ReceiveSlot> slots)
            implements Answer {
        public Agreed {
            fingerprints = List.copyOf(fingerprints);
            candidates = List.copyOf(candidates);
            tracks = List.copyOf(tracks);
            slots = List.copyOf(slots);
        }
    }

    /// The answer cannot be used.
    record Unusable(String why) implements Answer {}

    /// A track the peer takes.
    ///
    /// @param layers those it takes, in the order of the offer
    record SendTrack(String mid, Encoding encoding, List<Offer.Layer> layers) {
        public SendTrack {
            layers = List.copyOf(layers);
        }
    }

    /// A slot the peer fills.
    ///
    /// @param rtxSsrc 0 where nothing is retransmitted
    record ReceiveSlot(String mid, boolean audio, int ssrc, int rtxSsrc) {}

    /// Ids of header extensions (RFC 8285); 0 where the peer does not take one.
    record Extensions(int mid, int rid, int repairedRid, int audioLevel, int transportCc) {}

    /// Reads the answer to this offer.
    static Answer read(Offer offer, String sdp) {
        return switch (SessionDescription.parse(sdp)) {
            case Malformed<SessionDescription>(var code, int line, var why) ->
                new Unusable(code + " in line " + line + ": " + why);
            case Parsed<SessionDescription>(var answer) -> AnswerReader.read(offer, answer);
        };
    }
}
