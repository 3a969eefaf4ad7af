package dev.parley.rtc.packets.rtp;

import java.util.Optional;

/// The RTP header extensions Parley understands, by the URI that names them in SDP (RFC 8285 §5). Ids are per session
/// and come from the offer.
public enum HeaderExtension {
    /// Which media section a stream belongs to. RFC 8843 §15.
    MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
    /// Which simulcast layer. RFC 8852 §3.1.
    RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /// Which simulcast layer a retransmission repairs. RFC 8852 §3.2.
    REPAIRED_RID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
    /// How loud: see [AudioLevel]. RFC 6464.
    AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
    /// One counter over all streams of a transport, the base of bandwidth estimation.
    TRANSPORT_CC("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    /// When the packet left, 6.18 fixed-point seconds.
    ABS_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
    /// When the frame was captured, NTP format.
    ABS_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"),
    /// How the camera is held. 3GPP TS 26.114 §7.4.5.
    VIDEO_ORIENTATION("urn:3gpp:video-orientation");

    private final String uri;

    HeaderExtension(String uri) {
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    /// Empty for an extension Parley does not speak: it is left out of the answer.
    public static Optional<HeaderExtension> ofUri(String uri) {
        for (HeaderExtension extension : values()) {
            if (extension.uri.equals(uri)) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }
}
