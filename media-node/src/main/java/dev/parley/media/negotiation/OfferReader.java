package dev.parley.media.negotiation;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.ExtMap;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.TransportDescription;
import dev.parley.rtc.sdp.TransportDescription.Setup;
import java.util.EnumMap;
import java.util.List;

/// What an offer says about the one transport that all its sections share.
final class OfferReader {
    private static final int MAX_EXTENSION_ID = 14;

    private final SessionDescription offer;
    private final List<MediaSection> media;
    private final TransportDescription transport;

    OfferReader(SessionDescription offer) throws NotAcceptable {
        this.offer = offer;
        this.media = offer.media().stream().filter(SectionRole::isMedia).toList();
        if (media.isEmpty()) {
            throw new NotAcceptable(
                    "no-media", "The offer has no audio and no video.", "0 sections", "at least one m= section");
        }
        this.transport = transport();
        requireOneTransport();
        requireSecurity();
    }

    /// A data channel may come first, and is refused: so the first section of media speaks for the bundle, unless it
    /// leaves that to the section the bundle names first (RFC 8843 §7.1.3).
    private TransportDescription transport() {
        MediaSection first = media.getFirst();
        if (!first.iceUfrag().isEmpty() || offer.bundle().isEmpty()) {
            return first.transport();
        }
        return offer.section(offer.bundle().getFirst()).orElse(first).transport();
    }

    private void requireOneTransport() throws NotAcceptable {
        for (MediaSection section : media) {
            boolean bundled = offer.bundle().contains(section.mid());
            boolean alone = media.size() == 1;
            if (!bundled && !alone) {
                throw new NotAcceptable(
                        "bundle-required",
                        "All sections must share one transport.",
                        "section '" + section.mid() + "' outside BUNDLE",
                        "a=group:BUNDLE with every mid (RFC 8843)");
            }
        }
        if (!media.getFirst().transport().rtcpMux()) {
            throw new NotAcceptable("rtcp-mux-required", "RTP and RTCP must share a port.", "none", "a=rtcp-mux");
        }
        if (transport.iceUfrag().isEmpty() || transport.icePwd().isEmpty()) {
            throw new NotAcceptable(
                    "ice-required", "The offer has no ICE credentials.", "none", "a=ice-ufrag, a=ice-pwd");
        }
    }

    private void requireSecurity() throws NotAcceptable {
        if (transport.fingerprint() == null) {
            throw new NotAcceptable(
                    "fingerprint-required",
                    "Media is encrypted: the offer must name its certificate.",
                    "none",
                    "a=fingerprint with sha-256 or stronger");
        }
        Setup setup = transport.setup();
        if (setup == Setup.PASSIVE || setup == Setup.HOLDCONN) {
            throw new NotAcceptable(
                    "dtls-role", "The client must open the DTLS handshake.", setup.text(), "a=setup:actpass or active");
        }
    }

    IceCredentials credentials() {
        return new IceCredentials(transport.iceUfrag(), transport.icePwd());
    }

    List<Fingerprint> fingerprints() {
        Fingerprint known = transport.fingerprint();
        return known == null ? List.of() : List.of(known);
    }

    List<MediaSection> sections() {
        return offer.media();
    }

    List<String> bundle() {
        return offer.bundle();
    }

    boolean reducedSizeRtcp() {
        return media.getFirst().transport().rtcpReducedSize();
    }

    /// BUNDLE makes an id mean one thing everywhere, but not every section offers every extension. The one-byte form
    /// holds ids 1 to 14 (RFC 8285 §4.2): what is beyond is as good as not offered. So is an extension whose id is
    /// taken by another.
    ExtensionIds extensions() {
        var ids = new EnumMap<HeaderExtension, Integer>(HeaderExtension.class);
        for (MediaSection section : media) {
            for (ExtMap offered : section.extensions()) {
                HeaderExtension known = HeaderExtension.ofUri(offered.uri()).orElse(null);
                boolean free = offered.id() <= MAX_EXTENSION_ID && !ids.containsValue(offered.id());
                if (known != null && free) {
                    ids.putIfAbsent(known, offered.id());
                }
            }
        }
        return new ExtensionIds(
                ids.getOrDefault(HeaderExtension.MID, 0),
                ids.getOrDefault(HeaderExtension.RID, 0),
                ids.getOrDefault(HeaderExtension.REPAIRED_RID, 0),
                ids.getOrDefault(HeaderExtension.AUDIO_LEVEL, 0),
                ids.getOrDefault(HeaderExtension.TRANSPORT_CC, 0),
                ids.getOrDefault(HeaderExtension.VIDEO_ORIENTATION, 0),
                ids.getOrDefault(HeaderExtension.ABS_CAPTURE_TIME, 0));
    }
}
