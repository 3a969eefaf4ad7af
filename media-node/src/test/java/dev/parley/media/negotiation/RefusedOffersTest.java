package dev.parley.media.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.media.control.Refusal;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Source;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A good offer with one thing wrong: each gets a code, what stood there, and what was expected.
class RefusedOffersTest {
    private static Stream<Arguments> offers() {
        return Stream.of(shapes(), codecs(), transports(), layersAndGrants()).flatMap(one -> one);
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                wrong(
                        "1,000 sections",
                        400,
                        "sdp-too-many-sections",
                        offer -> offer + "m=audio 9 UDP/TLS/RTP/SAVPF 111\n".repeat(1_000)),
                wrong("one mid twice", 400, "sdp-duplicate-mid", offer -> offer.replace("mid:1", "mid:0")),
                wrong("no version", 400, "sdp-no-version", offer -> offer.substring(4)),
                wrong("nothing", 400, "sdp-no-version", _ -> ""),
                wrong("no sections", 422, "no-media", offer -> offer.substring(0, offer.indexOf("m="))),
                wrong(
                        "only refused sections",
                        422,
                        "no-media",
                        offer -> offer.replace("m=video 9", "m=video 0").replace("m=audio 9", "m=audio 0")));
    }

    private static Stream<Arguments> codecs() {
        return Stream.of(
                wrong(
                        "an unknown codec",
                        422,
                        "unsupported-codec: VP10 (VP8, H264 with packetization-mode=1)",
                        offer -> offer.replaceAll("VP8/|H264/", "VP10/")),
                wrong(
                        "H264 in mode 0 only",
                        422,
                        "unsupported-codec: H264 (VP8, H264 with packetization-mode=1)",
                        offer -> offer.replace("VP8/", "H264/").replace("mode=1", "mode=0")),
                wrong(
                        "no audio we carry",
                        422,
                        "unsupported-codec: G722, PCMU, PCMA (opus/48000)",
                        offer -> offer.replace("a=rtpmap:111 opus/48000/2\n", "")),
                wrong(
                        "one payload type for two codecs",
                        422,
                        "payload-type-conflict: 96: vp8 and opus (one format for each payload type (RFC 8843))",
                        offer -> offer.replace("SAVPF 111", "SAVPF 96").replace("rtpmap:111", "rtpmap:96")));
    }

    private static Stream<Arguments> transports() {
        return Stream.of(
                wrong("no ice-ufrag", 422, "ice-required", offer -> offer.replaceAll("a=ice-ufrag.*\\n", "")),
                wrong("no ice-pwd", 422, "ice-required", offer -> offer.replaceAll("a=ice-pwd.*\\n", "")),
                wrong(
                        "a short ice-pwd",
                        400,
                        "sdp-bad-ice",
                        offer -> offer.replaceAll("a=ice-pwd:.*", "a=ice-pwd:abc")),
                wrong(
                        "no fingerprint",
                        422,
                        "fingerprint-required",
                        offer -> offer.replaceAll("a=fingerprint.*\\n", "")),
                wrong(
                        "a fingerprint that can be forged",
                        422,
                        "fingerprint-required",
                        offer ->
                                offer.replaceAll("a=fingerprint:.*", "a=fingerprint:sha-1 " + "AB:".repeat(19) + "AB")),
                wrong(
                        "the client waits for our handshake",
                        422,
                        "dtls-role: passive (a=setup:actpass or active)",
                        offer -> offer.replace("setup:actpass", "setup:passive")),
                wrong(
                        "a role that does not exist",
                        400,
                        "sdp-bad-setup",
                        offer -> offer.replace("setup:actpass", "setup:leading")),
                wrong(
                        "RTCP on a port of its own",
                        422,
                        "rtcp-mux-required",
                        offer -> offer.replace("a=rtcp-mux\n", "")),
                wrong("no BUNDLE", 422, "bundle-required", offer -> offer.replace("a=group:BUNDLE 0 1\n", "")),
                wrong(
                        "a section outside BUNDLE",
                        422,
                        "bundle-required: section '1' outside BUNDLE (a=group:BUNDLE with every mid (RFC 8843))",
                        offer -> offer.replace("BUNDLE 0 1", "BUNDLE 0")));
    }

    private static Stream<Arguments> layersAndGrants() {
        return Stream.of(
                wrong(
                        "four layers",
                        422,
                        "simulcast: a;b;c;d (at most 3 layers, each with its a=rid line (RFC 8853))",
                        offer -> layers(offer, "a", "b", "c", "d")),
                wrong("one layer twice", 422, "simulcast", offer -> layers(offer, "a", "a", "b")),
                wrong(
                        "a layer without its rid",
                        422,
                        "simulcast",
                        offer -> layers(offer, "a", "b").replace("a=rid:b send\n", "")),
                wrong("nothing that may be published", 403, "not-allowed", offer -> offer, Source.SCREEN));
    }

    private static Arguments wrong(
            String what, int status, String why, UnaryOperator<String> damage, Source... granted) {
        Source[] all = {Source.MICROPHONE, Source.CAMERA};
        return argumentSet(what, status, why, damage.apply(Offers.PION), granted.length == 0 ? all : granted);
    }

    private static String layers(String offer, String... rids) {
        String lines = Stream.of(rids).map(rid -> "a=rid:" + rid + " send\n").reduce("", String::concat);
        return offer.replaceFirst("a=sendrecv", lines + "a=simulcast:send " + String.join(";", rids) + "\na=sendonly");
    }

    @ParameterizedTest
    @MethodSource("offers")
    @DisplayName("is refused with a stable code")
    void refused(int status, String why, String offer, Source[] granted) {
        var outcome = Offers.answer(SessionKind.WHIP, offer, granted);
        assertThat(outcome).isInstanceOf(Negotiator.Refused.class);
        Refusal refusal = ((Negotiator.Refused) outcome).refusal();
        assertThat(refusal.status()).isEqualTo(status);
        String whole = refusal.code() + ": " + refusal.value() + " (" + refusal.expected() + ")";
        assertThat(why.contains(":") ? whole : refusal.code()).isEqualTo(why);
        if (status != 403) {
            assertThat(Objects.requireNonNull(refusal.expected())).isNotEmpty();
        }
    }
}
