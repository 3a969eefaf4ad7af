package dev.parley.media.negotiation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.SdpResult;
import dev.parley.rtc.sdp.SessionDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// Offers as clients write them, and a negotiator to answer them.
final class Offers {
    static final String CHROMIUM = "chromium-156-camera-screen-25-slots";
    static final String CHROMIUM_WHIP = "chromium-156-whip";
    static final String FIREFOX = "firefox-153-camera-screen-2-slots";
    static final String AIORTC = "aiortc";
    static final String GSTREAMER = "gstreamer-whip";
    static final List<String> RECORDED = List.of(CHROMIUM, CHROMIUM_WHIP, FIREFOX, AIORTC, GSTREAMER);

    static final Fingerprint OURS =
            Fingerprint.of("sha-256", "AB:" + "CD:".repeat(30) + "EF").orElseThrow();
    static final IceCredentials LOCAL = new IceCredentials("nodeufrag", "a-password-of-the-nodes");
    static final Candidate HERE = Candidate.host(new InetSocketAddress("198.51.100.7", 10_000), 0);

    /// Pion's defaults, as its `CreateOffer` writes a sendrecv transceiver of each kind.
    static final String PION = """
            v=0
            o=- 8765432109876543210 1732752000 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=msid-semantic:WMS*
            a=fingerprint:sha-256 %s
            a=extmap-allow-mixed
            a=group:BUNDLE 0 1
            m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 105
            c=IN IP4 0.0.0.0
            a=setup:actpass
            a=mid:0
            a=ice-ufrag:JbYfnQzGkHqOtXcL
            a=ice-pwd:rKqXcVbNmLkJhGfDsAqWeRtYuIoPzXcV
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 goog-remb
            a=rtcp-fb:96 ccm fir
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=rtcp-fb:96 transport-cc
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=rtpmap:102 H264/90000
            a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
            a=rtpmap:103 rtx/90000
            a=fmtp:103 apt=102
            a=rtpmap:104 H264/90000
            a=fmtp:104 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
            a=rtpmap:105 rtx/90000
            a=fmtp:105 apt=104
            a=extmap:1 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=ssrc-group:FID 1111111111 2222222222
            a=ssrc:1111111111 cname:pion
            a=ssrc:2222222222 cname:pion
            a=msid:pion video
            a=sendrecv
            m=audio 9 UDP/TLS/RTP/SAVPF 111 9 0 8
            c=IN IP4 0.0.0.0
            a=setup:actpass
            a=mid:1
            a=ice-ufrag:JbYfnQzGkHqOtXcL
            a=ice-pwd:rKqXcVbNmLkJhGfDsAqWeRtYuIoPzXcV
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=extmap:1 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=ssrc:3333333333 cname:pion
            a=msid:pion audio
            a=sendrecv
            """.formatted(OURS.value());

    private Offers() {}

    static String recorded(String name) {
        try (InputStream stream = SessionDescription.class.getResourceAsStream(name + ".sdp")) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Negotiator.Outcome answer(SessionKind kind, String offer, Source... granted) {
        var sources = Arrays.stream(granted)
                .map(source -> new PublishedSource(source, 1_000, false))
                .toList();
        var request = new SessionRequest(new ParticipantId("ada"), null, sources, null, offer, kind);
        var offered = new Negotiator.Offered(request, LOCAL, List.of(HERE));
        return new Negotiator(OURS, new Random(1)).negotiate(offered);
    }

    static SessionDescription parsed(String text) {
        SdpResult<SessionDescription> result = SessionDescription.parse(text);
        return result.parsed().orElseThrow(() -> new AssertionError(result + " of\n" + text));
    }
}
