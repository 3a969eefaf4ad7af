package dev.parley.media.negotiation;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.TransportDescription;
import dev.parley.rtc.sdp.TransportDescription.Setup;
import java.util.List;

/// What an offer says about the one transport that all its sections share.
final class OfferReader {
    private final SessionDescription offer;
    private final MediaSection first;

    OfferReader(SessionDescription offer) throws NotAcceptable {
        this.offer = offer;
        this.first = offer.media().stream()
                .filter(section -> !section.isRejected())
                .findFirst()
                .orElseThrow(() -> new NotAcceptable(
                        "no-media", "The offer has no media section.", "0 sections", "at least one m= section"));
        requireOneTransport();
        requireSecurity();
    }

    private void requireOneTransport() throws NotAcceptable {
        for (MediaSection section : offer.media()) {
            boolean bundled = offer.bundle().contains(section.mid());
            boolean alone = offer.media().size() == 1;
            if (!section.isRejected() && section.isRtp() && !bundled && !alone) {
                throw new NotAcceptable(
                        "bundle-required",
                        "All sections must share one transport.",
                        "section '" + section.mid() + "' outside BUNDLE",
                        "a=group:BUNDLE with every mid (RFC 8843)");
            }
        }
        if (!first.transport().rtcpMux()) {
            throw new NotAcceptable("rtcp-mux-required", "RTP and RTCP must share a port.", "none", "a=rtcp-mux");
        }
        if (first.iceUfrag().isEmpty() || first.icePwd().isEmpty()) {
            throw new NotAcceptable(
                    "ice-required", "The offer has no ICE credentials.", "none", "a=ice-ufrag, a=ice-pwd");
        }
    }

    private void requireSecurity() throws NotAcceptable {
        TransportDescription transport = first.transport();
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
        return new IceCredentials(first.iceUfrag(), first.icePwd());
    }

    List<Fingerprint> fingerprints() {
        Fingerprint known = first.fingerprint();
        return known == null ? List.of() : List.of(known);
    }

    List<MediaSection> sections() {
        return offer.media();
    }

    List<String> bundle() {
        return offer.bundle();
    }

    boolean reducedSizeRtcp() {
        return first.transport().rtcpReducedSize();
    }

    /// BUNDLE makes an id mean one thing everywhere, but not every section offers every extension.
    ExtensionIds extensions() {
        return new ExtensionIds(
                id(HeaderExtension.MID),
                id(HeaderExtension.RID),
                id(HeaderExtension.REPAIRED_RID),
                id(HeaderExtension.AUDIO_LEVEL),
                id(HeaderExtension.TRANSPORT_CC),
                id(HeaderExtension.VIDEO_ORIENTATION));
    }

    /// The one-byte form holds ids 1 to 14 (RFC 8285 §4.2): what is beyond is as good as not offered.
    private int id(HeaderExtension extension) {
        return offer.media().stream()
                .mapToInt(section -> section.extensionId(extension))
                .filter(id -> id > 0 && id < 15)
                .findFirst()
                .orElse(0);
    }
}
