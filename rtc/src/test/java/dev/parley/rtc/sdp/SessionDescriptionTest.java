package dev.parley.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.sdp.SdpResult.Defect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDescriptionTest {
    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";
    private static final Fingerprint FINGERPRINT =
            Fingerprint.of("sha-256", "0F:".repeat(31) + "0F").orElseThrow();

    @Test
    @DisplayName("an answer is written as browsers write one")
    void goldenAnswer() {
        assertThat(answer().write())
                .isEqualTo("""
                v=0
                o=- 7 1 IN IP4 0.0.0.0
                s=-
                t=0 0
                a=group:BUNDLE 0 1
                a=ice-lite
                m=audio 9 UDP/TLS/RTP/SAVPF 111
                c=IN IP4 0.0.0.0
                a=ice-ufrag:abcd
                a=ice-pwd:0123456789012345678901
                a=ice-options:ice2
                a=fingerprint:sha-256 %s
                a=setup:passive
                a=mid:0
                a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                a=sendonly
                a=msid:slot-0 slot-0
                a=rtcp-mux
                a=rtcp-rsize
                a=rtpmap:111 opus/48000/2
                a=rtcp-fb:111 transport-cc
                a=fmtp:111 minptime=10;useinbandfec=1
                a=ssrc:4294967295 cname:parley
                a=candidate:1 1 udp 2130706431 192.0.2.1 10000 typ host
                a=end-of-candidates
                m=video 9 UDP/TLS/RTP/SAVPF 96 97
                c=IN IP4 0.0.0.0
                a=mid:1
                a=recvonly
                a=rtcp-mux
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                a=rid:h recv
                a=rid:l recv max-width=320
                a=simulcast:recv h;l
                a=ssrc-group:FID 1 2
                """.formatted(FINGERPRINT.value()).replace("\n", "\r\n"));
    }

    @Test
    @DisplayName("an answer reads as it was built")
    void answerRoundTrip() {
        assertThat(parse(answer().write())).isEqualTo(new SdpResult.Parsed<>(answer()));
    }

    private static SessionDescription answer() {
        Map<String, String> opusParameters = new LinkedHashMap<>();
        opusParameters.put("minptime", "10");
        opusParameters.put("useinbandfec", "1");
        TransportDescription transport = new TransportDescription.Builder()
                .iceUfrag("abcd")
                .icePwd("0123456789012345678901")
                .iceOptions(List.of("ice2"))
                .fingerprint(FINGERPRINT)
                .setup(TransportDescription.Setup.PASSIVE)
                .rtcpMux(true)
                .rtcpReducedSize(true)
                .candidate("candidate:1 1 udp 2130706431 192.0.2.1 10000 typ host")
                .endOfCandidates(true)
                .build();
        MediaSection audio = MediaSection.builder(MediaSection.Kind.AUDIO)
                .mid("0")
                .direction(Direction.SENDONLY)
                .transport(transport)
                .msid(new MediaSection.Msid("slot-0", "slot-0"))
                .extensions(List.of(new ExtMap(1, "urn:ietf:params:rtp-hdrext:ssrc-audio-level")))
                .payloads(List.of(new PayloadFormat(111, "opus", 48_000, 2, opusParameters, List.of("transport-cc"))))
                .ssrcs(List.of(Ssrc.of(-1, "parley")))
                .build();
        MediaSection video = MediaSection.builder(MediaSection.Kind.VIDEO)
                .mid("1")
                .direction(Direction.RECVONLY)
                .payloads(List.of(
                        new PayloadFormat(96, "VP8", 90_000, 1, Map.of(), List.of("nack", "nack pli")),
                        new PayloadFormat(97, "rtx", 90_000, 1, Map.of("apt", "96"), List.of())))
                .rids(List.of(new Rid("h", Direction.RECVONLY, ""), new Rid("l", Direction.RECVONLY, "max-width=320")))
                .simulcast(Simulcast.receiving(List.of("h", "l")))
                .ssrcGroups(List.of(new Ssrc.Group("FID", List.of(1, 2))))
                .transport(new TransportDescription.Builder().rtcpMux(true).build())
                .build();
        return new SessionDescription(SessionDescription.origin(7, 1), List.of("0", "1"), true, List.of(audio, video));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a malformed line refuses the text, with its number and what was expected")
    @CsvSource({
        "BAD_LINE, a",
        "BAD_LINE, hello",
        "BAD_LINE, ab=c",
        "BAD_MEDIA, m=audio",
        "BAD_MEDIA, m=hologram 9 UDP/TLS/RTP/SAVPF 96",
        "BAD_MEDIA, m=audio 65536 UDP/TLS/RTP/SAVPF 96",
        "BAD_MEDIA, m=audio 9 UDP/TLS/RTP/SAVPF 128",
        "BAD_MEDIA, m=audio 9 UDP/TLS/RTP/SAVPF 96 96",
        "BAD_MEDIA, m=audio 9 UDP/TLS/RTP/SAVPF",
        "BAD_GROUP, a=group:",
        "BAD_MID, a=mid:",
        "BAD_MID, a=mid:seventeen-letters",
        "BAD_MID, a=mid:a b",
        "BAD_ICE, a=ice-ufrag:abc",
        "BAD_ICE, a=ice-pwd:012345678901234567890",
        "BAD_ICE, a=ice-ufrag:ab cd",
        "BAD_SETUP, a=setup:both",
        "BAD_PAYLOAD, a=rtpmap:96",
        "BAD_PAYLOAD, a=rtpmap:96 VP8",
        "BAD_PAYLOAD, a=rtpmap:96 /90000",
        "BAD_PAYLOAD, a=rtpmap:96 VP8/0",
        "BAD_PAYLOAD, a=rtpmap:96 VP8/90000/0",
        "BAD_PAYLOAD, a=rtpmap:96 VP8/90000/1/1",
        "BAD_PAYLOAD, a=rtpmap:x VP8/90000",
        "BAD_PAYLOAD, a=fmtp:128 a=b",
        "BAD_PAYLOAD, a=rtcp-fb:96",
        "BAD_PAYLOAD, a=rtcp-fb:x nack",
        "BAD_EXTENSION, a=extmap:0 urn:x",
        "BAD_EXTENSION, a=extmap:4352 urn:x",
        "BAD_EXTENSION, a=extmap:1/sometimes urn:x",
        "BAD_EXTENSION, a=extmap:1/sendonly/x urn:x",
        "BAD_EXTENSION, a=extmap:1",
        "BAD_RID, a=rid:h",
        "BAD_RID, a=rid:h both",
        "BAD_RID, a=rid:seventeen-letters send",
        "BAD_RID, a=rid:ä send",
        "BAD_SIMULCAST, a=simulcast:",
        "BAD_SIMULCAST, a=simulcast:send",
        "BAD_SIMULCAST, a=simulcast:send h;;l",
        "BAD_SIMULCAST, a=simulcast:send h send l",
        "BAD_SIMULCAST, a=simulcast:both h",
        "BAD_MSID, a=msid:",
        "BAD_MSID, a=msid:a b c",
        "BAD_SSRC, a=ssrc:1",
        "BAD_SSRC, a=ssrc:4294967296 cname:x",
        "BAD_SSRC, a=ssrc:1 :x",
        "BAD_SSRC, a=ssrc-group:FID",
        "BAD_SSRC, a=ssrc-group:FID 1 x",
    })
    void malformed(Defect code, String line) {
        SdpResult<SessionDescription> result = parse(HEAD + line + "\r\n");
        assertThat(result).isInstanceOfSatisfying(SdpResult.Malformed.class, malformed -> {
            assertThat(malformed.code()).isEqualTo(code);
            assertThat(malformed.line()).isEqualTo(5);
            assertThat(malformed.why()).contains("(expected: " + code.expected() + ")");
        });
        assertThat(result.parsed()).isEmpty();
    }

    @Test
    @DisplayName("a password is not shown in a refusal, nor in a description's words")
    void secrets() {
        assertThat(parse(HEAD + "a=ice-pwd:short-secret").toString()).doesNotContain("short-secret");
        assertThat(answer().media().getFirst().toString()).doesNotContain("0123456789012345678901");
    }

    @Test
    @DisplayName("every limit refuses by its name")
    void limits() {
        assertThat(codeOf("x".repeat(SdpReader.MAX_CHARS + 1))).isEqualTo(Defect.TOO_LARGE);
        assertThat(codeOf(HEAD + "\n".repeat(SdpReader.MAX_LINES))).isEqualTo(Defect.TOO_MANY_LINES);
        assertThat(codeOf(HEAD + "a=" + "x".repeat(SdpReader.MAX_LINE_CHARS))).isEqualTo(Defect.LINE_TOO_LONG);
        String section = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n";
        assertThat(parse(HEAD + section.repeat(64)).parsed().orElseThrow().media())
                .hasSize(64);
        assertThat(codeOf(HEAD + section.repeat(65))).isEqualTo(Defect.TOO_MANY_SECTIONS);
        StringBuilder feedback = new StringBuilder(HEAD).append(section);
        for (int i = 0; i <= PayloadReader.MAX_FEEDBACK; i++) {
            feedback.append("a=rtcp-fb:0 kind").append(i).append("\r\n");
        }
        assertThat(codeOf(feedback.toString())).isEqualTo(Defect.BAD_PAYLOAD);
        assertThat(codeOf("")).isEqualTo(Defect.NO_VERSION);
        assertThat(codeOf("v=1\r\n")).isEqualTo(Defect.NO_VERSION);
        assertThat(codeOf(HEAD + section + "a=mid:0\r\n" + section + "a=mid:0\r\n"))
                .isEqualTo(Defect.DUPLICATE_MID);
    }

    @Test
    @DisplayName("what was said for the session fills what a section leaves unsaid, and no more")
    void inherits() {
        MediaSection[] sections = parse(HEAD + """
                a=ice-ufrag:sess
                a=ice-pwd:0123456789012345678901
                a=setup:active
                a=recvonly
                a=extmap:5 urn:session
                a=fingerprint:sha-256 %s
                m=audio 9 UDP/TLS/RTP/SAVPF 0
                m=audio 9 UDP/TLS/RTP/SAVPF 0
                a=ice-ufrag:medi
                a=ice-pwd:abcdefghijklmnopqrstuv
                a=setup:passive
                a=inactive
                a=extmap:6 urn:media
                """.formatted(FINGERPRINT.value()))
                .parsed()
                .orElseThrow()
                .media()
                .toArray(MediaSection[]::new);
        assertThat(sections[0].iceUfrag()).isEqualTo("sess");
        assertThat(sections[0].setup()).isEqualTo(TransportDescription.Setup.ACTIVE);
        assertThat(sections[0].direction()).isEqualTo(Direction.RECVONLY);
        assertThat(sections[1].iceUfrag()).isEqualTo("medi");
        assertThat(sections[1].icePwd()).isEqualTo("abcdefghijklmnopqrstuv");
        assertThat(sections[1].setup()).isEqualTo(TransportDescription.Setup.PASSIVE);
        assertThat(sections[1].direction()).isEqualTo(Direction.INACTIVE);
        assertThat(sections[1].fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(sections[1].extensions()).extracting(ExtMap::id).containsExactly(5, 6);
    }

    @Test
    @DisplayName("a rejected section, a data channel, feedback for all types, a fingerprint nobody should trust")
    void oddSections() {
        List<MediaSection> media = parse(HEAD + """
                m=video 0 UDP/TLS/RTP/SAVPF 96 97
                a=rtcp-fb:* nack
                a=rtcp-fb:96 ccm fir
                a=rtcp-fb:100 goog-remb
                a=rtpmap:100 H264/90000
                a=simulcast:send ~h,m;l recv x
                a=fingerprint:sha-1 00:11
                m=application 9 UDP/DTLS/SCTP webrtc-datachannel
                a=sctp-port:5000
                """).parsed().orElseThrow().media();
        MediaSection video = media.getFirst();
        assertThat(video.isRejected()).isTrue();
        assertThat(video.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(video.payload(96).orElseThrow().feedback()).containsExactlyInAnyOrder("ccm fir", "nack");
        assertThat(video.payload(97).orElseThrow().feedback()).containsExactly("nack");
        assertThat(video.payload(100)).isEmpty();
        assertThat(video.payload(97).orElseThrow().associatedPayloadType()).isEmpty();
        assertThat(video.simulcast())
                .isEqualTo(new Simulcast(
                        List.of(
                                List.of(new Simulcast.Choice("h", true), new Simulcast.Choice("m", false)),
                                List.of(new Simulcast.Choice("l", false))),
                        List.of(List.of(new Simulcast.Choice("x", false)))));
        assertThat(video.fingerprint()).isNull();
        assertThat(media.getLast().formats()).containsExactly("webrtc-datachannel");
        assertThat(media.getLast().isRtp()).isFalse();
    }

    @Test
    @DisplayName("found by damaged offers: ICE options that name none, feedback for all and for one beyond the limit")
    void found() {
        String section = HEAD + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n";
        assertThat(parse(section + "a=ice-options:\r\n")
                        .parsed()
                        .orElseThrow()
                        .media()
                        .getFirst()
                        .transport()
                        .iceOptions())
                .isEmpty();
        StringBuilder feedback = new StringBuilder(section);
        for (int i = 0; i <= PayloadReader.MAX_FEEDBACK; i++) {
            feedback.append(i % 2 == 0 ? "a=rtcp-fb:* kind" : "a=rtcp-fb:96 kind")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(codeOf(feedback.toString())).isEqualTo(Defect.BAD_PAYLOAD);
    }

    @Test
    @DisplayName("a direction answers its reverse")
    void directions() {
        assertThat(Direction.SENDONLY.reversed()).isEqualTo(Direction.RECVONLY);
        assertThat(Direction.RECVONLY.reversed()).isEqualTo(Direction.SENDONLY);
        assertThat(Direction.SENDRECV.reversed()).isEqualTo(Direction.SENDRECV);
        assertThat(Direction.INACTIVE.reversed()).isEqualTo(Direction.INACTIVE);
        assertThat(Direction.SENDRECV.sends() && Direction.SENDRECV.receives()).isTrue();
        assertThat(Direction.INACTIVE.sends() || Direction.INACTIVE.receives()).isFalse();
    }

    @Test
    @DisplayName("a line break inside a value is our mistake, not another attribute")
    void injection() {
        MediaSection section = MediaSection.builder(MediaSection.Kind.AUDIO)
                .mid("0\r\na=recvonly")
                .build();
        SessionDescription description = new SessionDescription("-", List.of(), false, List.of(section));
        assertThatIllegalArgumentException().isThrownBy(description::write);
    }

    private static SdpResult<SessionDescription> parse(String text) {
        return SessionDescription.parse(text);
    }

    private static Defect codeOf(String text) {
        return parse(text) instanceof SdpResult.Malformed<SessionDescription> malformed
                ? malformed.code()
                : Defect.NONE;
    }
}
