package dev.parley.rtc.client;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.Rid;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.Simulcast;
import dev.parley.rtc.sdp.Ssrc;
import dev.parley.rtc.sdp.TransportDescription;
import java.util.List;

/// Answers an offer as a node does: takes every track, fills every slot; the slot of mid n has SSRC 1000 + n, its
/// retransmissions 2000 + n.
final class EchoAnswer {
    static final int SLOT_SSRC = 1_000;
    static final int RTX_SSRC = 2_000;

    private EchoAnswer() {}

    static String to(SessionDescription offer, IceCredentials ice, Fingerprint fingerprint, Candidate candidate) {
        TransportDescription transport = new TransportDescription.Builder()
                .iceUfrag(ice.ufrag())
                .icePwd(ice.pwd())
                .fingerprint(fingerprint)
                .setup(TransportDescription.Setup.PASSIVE)
                .rtcpMux(true)
                .rtcpReducedSize(true)
                .candidate(candidate.toSdp())
                .endOfCandidates(true)
                .build();
        List<MediaSection> sections = offer.media().stream()
                .map(section -> section.direction().sends() ? taken(section, transport) : slot(section, transport))
                .toList();
        return new SessionDescription(SessionDescription.origin(1, 1), offer.bundle(), true, sections).write();
    }

    private static MediaSection taken(MediaSection section, TransportDescription transport) {
        MediaSection.Builder taken = like(section, transport).direction(Direction.RECVONLY);
        if (!section.rids().isEmpty()) {
            List<String> rids = section.rids().stream().map(rid -> rid.id()).toList();
            taken.rids(rids.stream()
                            .map(rid -> new Rid(rid, Direction.RECVONLY, ""))
                            .toList())
                    .simulcast(Simulcast.receiving(rids));
        }
        return taken.build();
    }

    private static MediaSection slot(MediaSection section, TransportDescription transport) {
        int number = Integer.parseInt(section.mid());
        MediaSection.Builder slot = like(section, transport).direction(Direction.SENDONLY);
        if (section.kind() == MediaSection.Kind.AUDIO) {
            slot.ssrcs(List.of(Ssrc.of(SLOT_SSRC + number, "echo")));
        } else {
            slot.ssrcs(List.of(Ssrc.of(SLOT_SSRC + number, "echo"), Ssrc.of(RTX_SSRC + number, "echo")))
                    .ssrcGroups(List.of(new Ssrc.Group("FID", List.of(SLOT_SSRC + number, RTX_SSRC + number))));
        }
        return slot.build();
    }

    private static MediaSection.Builder like(MediaSection section, TransportDescription transport) {
        return MediaSection.builder(section.kind())
                .mid(section.mid())
                .payloads(section.payloads())
                .extensions(section.extensions())
                .transport(transport);
    }
}
