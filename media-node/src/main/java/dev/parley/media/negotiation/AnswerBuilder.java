package dev.parley.media.negotiation;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.ExtMap;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.PayloadFormat;
import dev.parley.rtc.sdp.Rid;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.Simulcast;
import dev.parley.rtc.sdp.Ssrc;
import dev.parley.rtc.sdp.TransportDescription;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes the answer, section by section, in the order of the offer (RFC 3264 §6).
final class AnswerBuilder {
    /// What a client may tell us in the headers of its packets.
    private static final Set<HeaderExtension> FROM_CLIENT = EnumSet.of(
            HeaderExtension.MID,
            HeaderExtension.RID,
            HeaderExtension.REPAIRED_RID,
            HeaderExtension.AUDIO_LEVEL,
            HeaderExtension.TRANSPORT_CC,
            HeaderExtension.VIDEO_ORIENTATION,
            HeaderExtension.ABS_CAPTURE_TIME);

    /// What we tell a client.
    private static final Set<HeaderExtension> TO_CLIENT = EnumSet.of(
            HeaderExtension.AUDIO_LEVEL,
            HeaderExtension.TRANSPORT_CC,
            HeaderExtension.VIDEO_ORIENTATION,
            HeaderExtension.ABS_CAPTURE_TIME);

    /// Chromium's encoder starts at 300 kbit/s and takes half a minute to reach its top layer; told this, it starts
    /// where a home uplink is, and steps back by itself where there is less.
    private static final int START_KBPS = 1_200;

    /// All slots share one clock (RFC 7022).
    private static final String CNAME = "parley";

    private final Fingerprint fingerprint;
    private final Negotiator.Offered offered;
    private final OfferReader offer;
    private final ExtensionIds ids;
    private final List<MediaSection> sections = new ArrayList<>();
    private final List<String> bundle = new ArrayList<>();
    private boolean transportTold;

    AnswerBuilder(Fingerprint fingerprint, Negotiator.Offered offered, OfferReader offer) {
        this.fingerprint = fingerprint;
        this.offered = offered;
        this.offer = offer;
        this.ids = offer.extensions();
    }

    void publish(MediaSection section, PublishPlan plan, CodecChoice codecs) {
        var rids = plan.rids().stream()
                .map(rid -> new Rid(rid, Direction.RECVONLY, ""))
                .toList();
        add(
                section,
                media(section, codecs, FROM_CLIENT)
                        .payloads(codecs.formats().stream()
                                .map(AnswerBuilder::startingFast)
                                .toList())
                        .direction(Direction.RECVONLY)
                        .rids(rids)
                        .simulcast(rids.isEmpty() ? null : Simulcast.receiving(offeredOrder(section, plan))));
    }

    private static PayloadFormat startingFast(PayloadFormat format) {
        if (!format.is("VP8") && !format.is("H264")) {
            return format;
        }
        var parameters = new LinkedHashMap<>(format.parameters());
        parameters.put("x-google-start-bitrate", Integer.toString(START_KBPS));
        return format.with(parameters, format.feedback());
    }

    /// The layers as the offer ordered them: some clients stop sending when the order changes.
    private static List<String> offeredOrder(MediaSection section, PublishPlan plan) {
        Simulcast simulcast = section.simulcast();
        return simulcast == null ? plan.rids() : simulcast.sendRids();
    }

    void slot(MediaSection section, SlotPlan plan, CodecChoice codecs) {
        var ssrcs = new ArrayList<Ssrc>();
        var groups = new ArrayList<Ssrc.Group>();
        ssrcs.add(Ssrc.of(plan.ssrc(), CNAME));
        if (plan.rtxSsrc() != 0) {
            ssrcs.add(Ssrc.of(plan.rtxSsrc(), CNAME));
            groups.add(new Ssrc.Group("FID", List.of(plan.ssrc(), plan.rtxSsrc())));
        }
        String name = "slot-" + section.mid();
        add(
                section,
                media(section, codecs, TO_CLIENT)
                        .direction(Direction.SENDONLY)
                        .msid(new MediaSection.Msid(name, name))
                        .ssrcs(ssrcs)
                        .ssrcGroups(groups));
    }

    /// Nothing flows here, but the section stays in the bundle.
    void idle(MediaSection section, CodecChoice codecs) {
        add(section, media(section, codecs, FROM_CLIENT).direction(Direction.INACTIVE));
    }

    /// Port 0: refused for good (RFC 3264 §6).
    void reject(MediaSection section) {
        sections.add(MediaSection.builder(section.kind())
                .protocol(section.protocol())
                .port(0)
                .formats(section.formats())
                .payloads(section.payloads())
                .mid(section.mid())
                .direction(Direction.INACTIVE)
                .build());
    }

    private MediaSection.Builder media(MediaSection section, CodecChoice codecs, Set<HeaderExtension> known) {
        List<ExtMap> extensions = section.extensions().stream()
                .filter(extension -> isAgreed(extension, known))
                .map(extension ->
                        new ExtMap(extension.id(), extension.direction().reversed(), extension.uri()))
                .distinct()
                .toList();
        return MediaSection.builder(section.kind())
                .protocol(section.protocol())
                .mid(section.mid())
                .payloads(codecs.formats())
                .extensions(extensions);
    }

    /// An id of the plan: a section that gives the same extension another one would be misread.
    private boolean isAgreed(ExtMap offered, Set<HeaderExtension> known) {
        Optional<HeaderExtension> extension = HeaderExtension.ofUri(offered.uri());
        return extension.isPresent()
                && known.contains(extension.get())
                && ids.of(extension.get()) == offered.id()
                && offered.direction() != Direction.INACTIVE;
    }

    private void add(MediaSection section, MediaSection.Builder answer) {
        var transport = new TransportDescription.Builder()
                .iceUfrag(offered.local().ufrag())
                .icePwd(offered.local().pwd())
                .fingerprint(fingerprint)
                .setup(TransportDescription.Setup.PASSIVE)
                .rtcpMux(true)
                .rtcpReducedSize(section.transport().rtcpReducedSize());
        if (!transportTold) { // the first section carries the transport of all (RFC 8843 §7.1.1)
            transportTold = true;
            offered.candidates().forEach(candidate -> transport.candidate(candidate.toSdp()));
            transport.endOfCandidates(true);
        }
        if (offer.bundle().contains(section.mid())) { // never one that the offer left out (RFC 8843 §7.3)
            bundle.add(section.mid());
        }
        sections.add(answer.transport(transport.build()).build());
    }

    String text(long sessionId) {
        return new SessionDescription(SessionDescription.origin(sessionId, 1), bundle, true, sections).write();
    }
}
