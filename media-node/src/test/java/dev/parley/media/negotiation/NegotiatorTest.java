package dev.parley.media.negotiation;

import static dev.parley.room.Source.CAMERA;
import static dev.parley.room.Source.MICROPHONE;
import static dev.parley.room.Source.SCREEN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Source;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.Ssrc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Offers of real clients, and what becomes of them; each line is read as [Minutes] says.
class NegotiatorTest {
    @Test
    @DisplayName("Chromium in a meeting")
    void chromium() {
        check(SessionKind.MEETING, firstSections(Offers.recorded(Offers.CHROMIUM), 7), """
                0 audio recvonly | opus 111 | - | 1 audio-level, 3 transport-cc, 4 mid | => microphone 3838512018
                1 video recvonly | VP8 96+97 | h;m;l |\
                 13 video-orientation, 3 transport-cc, 4 mid, 10 rid, 11 repaired-rid |\
                 => camera l,m,h
                2 video recvonly | VP8 96+97 | - |\
                 13 video-orientation, 3 transport-cc, 4 mid, 10 rid, 11 repaired-rid |\
                 => screen 512021393+2945667730
                3 audio sendonly | opus 111 | - | 1 audio-level, 3 transport-cc | => slot
                4 audio sendonly | opus 111 | - | 1 audio-level, 3 transport-cc | => slot
                5 audio sendonly | opus 111 | - | 1 audio-level, 3 transport-cc | => slot
                6 video sendonly | VP8 96+97 | - | 13 video-orientation, 3 transport-cc | => slot with rtx
                """, MICROPHONE, CAMERA, SCREEN);
    }

    @Test
    @DisplayName("Firefox in a meeting")
    void firefox() {
        check(SessionKind.MEETING, Offers.recorded(Offers.FIREFOX), """
                0 audio recvonly | opus 109 | - | 1 audio-level, 3 mid, 7 transport-cc | => microphone 4284716361
                1 video recvonly | VP8 120+124 | h;m;l |\
                 3 mid, 7 transport-cc, 9/recvonly rid, 10/recvonly repaired-rid |\
                 => camera l,m,h
                2 video recvonly | VP8 120+124 | - | 3 mid, 7 transport-cc, 9/recvonly rid, 10/recvonly repaired-rid |\
                 => screen 3698567519+4281544176
                3 audio sendonly | opus 109 | - | 1 audio-level, 7 transport-cc | => slot
                4 audio sendonly | opus 109 | - | 1 audio-level, 7 transport-cc | => slot
                5 audio sendonly | opus 109 | - | 1 audio-level, 7 transport-cc | => slot
                6 video sendonly | VP8 120+124 | - | 7 transport-cc | => slot with rtx
                7 video sendonly | VP8 120+124 | - | 7 transport-cc | => slot with rtx
                """, MICROPHONE, CAMERA, SCREEN);
    }

    @Test
    @DisplayName("Chromium over WHIP")
    void chromiumWhip() {
        check(SessionKind.WHIP, Offers.recorded(Offers.CHROMIUM_WHIP), """
                0 audio recvonly | opus 111 | - | 1 audio-level, 3 transport-cc, 4 mid | => microphone 2199729931
                1 video recvonly | VP8 96+97, H264 108+109 | - |\
                 13 video-orientation, 3 transport-cc, 4 mid, 10 rid, 11 repaired-rid |\
                 => camera 3720596035+3136601034
                """, MICROPHONE, CAMERA);
    }

    @Test
    @DisplayName("aiortc over WHIP")
    void aiortcWhip() {
        check(SessionKind.WHIP, Offers.recorded(Offers.AIORTC), """
                0 audio recvonly | opus 96 | - | 1 mid, 2 audio-level | => microphone 2690853466
                1 video recvonly | VP8 97+98, H264 99+100 | - | 1 mid | => camera 1274012498+3871200562
                """, MICROPHONE, CAMERA);
    }

    @Test
    @DisplayName("aiortc over WHEP")
    void aiortcWhep() {
        check(SessionKind.WHEP, Offers.recorded(Offers.AIORTC), """
                0 audio sendonly | opus 96 | - | 2 audio-level | => slot
                1 video sendonly | VP8 97+98, H264 99+100 | - |  | => slot with rtx
                """);
    }

    @Test
    @DisplayName("GStreamer over WHIP")
    void gstreamer() {
        check(SessionKind.WHIP, Offers.recorded(Offers.GSTREAMER), """
                video0 video recvonly | H264 96+97 | - | 1 transport-cc | => camera 2468013579+1357924680
                audio1 audio recvonly | OPUS 111 | - | 1 transport-cc | => microphone 3141592653
                """, MICROPHONE, CAMERA);
    }

    @Test
    @DisplayName("Pion over WHIP and WHEP")
    void pion() {
        check(SessionKind.WHIP, Offers.PION, """
                0 video recvonly | VP8 96+97, H264 104+105 | - | 1 transport-cc | => camera 1111111111+2222222222
                1 audio recvonly | opus 111 | - | 1 transport-cc | => microphone 3333333333
                """, MICROPHONE, CAMERA);
        check(SessionKind.WHEP, Offers.PION, """
                0 video sendonly | VP8 96+97, H264 104+105 | - | 1 transport-cc | => slot with rtx
                1 audio sendonly | opus 111 | - | 1 transport-cc | => slot
                """);
    }

    @Test
    @DisplayName("a source that was not granted is answered inactive, so that the bundle stays whole")
    void notGranted() {
        check(SessionKind.WHIP, Offers.PION, """
                0 video inactive | VP8 96+97, H264 104+105 | - | 1 transport-cc | =>
                1 audio recvonly | opus 111 | - | 1 transport-cc | => microphone 3333333333
                """, MICROPHONE);
    }

    @Test
    @DisplayName("a data channel is refused wherever it stands, and never speaks for the transport")
    void dataChannel() {
        String data = """
                m=application 9 UDP/DTLS/SCTP webrtc-datachannel
                c=IN IP4 0.0.0.0
                a=mid:data
                a=sctp-port:5000
                """;
        String first = Offers.PION.replace("BUNDLE 0 1", "BUNDLE data 0 1").replaceFirst("m=video", data + "m=video");
        check(SessionKind.WHEP, first, """
                data application refused
                0 video sendonly | VP8 96+97, H264 104+105 | - | 1 transport-cc | => slot with rtx
                1 audio sendonly | opus 111 | - | 1 transport-cc | => slot
                """);
        assertThat(Minutes.answer(Offers.answer(SessionKind.WHEP, first)).bundle())
                .containsExactly("0", "1");
    }

    @Test
    @DisplayName("what flows nowhere and cannot be decoded is refused by itself, not with the rest")
    void idleUnknown() {
        String offer = Offers.PION
                .replaceFirst("a=sendrecv", "a=recvonly") // the video: of no use over WHIP
                .replaceAll("VP8/|H264/", "VP10/");
        check(SessionKind.WHIP, offer, """
                0 video refused
                1 audio recvonly | opus 111 | - | 1 transport-cc | => microphone 3333333333
                """, MICROPHONE);
    }

    @Test
    @DisplayName("transport said only in the section that the bundle names first is the transport of all")
    void transportOfTheBundle() {
        String bare = Offers.PION.replaceFirst("(?s)a=ice-ufrag:[^\n]*\na=ice-pwd:[^\n]*\n", "");
        var outcome = Offers.answer(SessionKind.WHEP, bare.replace("BUNDLE 0 1", "BUNDLE 1 0"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Negotiator.Agreed.class,
                        agreed -> assertThat(agreed.remote().ufrag()).isEqualTo("JbYfnQzGkHqOtXcL"));
    }

    @Test
    @DisplayName("H264: fragments, the profile everybody decodes, and none of the offerer's own parameter sets")
    void h264() {
        check(SessionKind.WHIP, h264("103 packetization-mode=1;profile-level-id=640c1f"), """
                0 video recvonly | H264 103 | - | 1 transport-cc | => camera 1111111111+2222222222
                1 audio recvonly | opus 111 | - | 1 transport-cc | => microphone 3333333333
                """, MICROPHONE, CAMERA);
        String many = h264(
                "102 packetization-mode=0;profile-level-id=42e01f",
                "103 packetization-mode=1;profile-level-id=640c1f",
                "104 packetization-mode=1;profile-level-id=42E01F;sprop-parameter-sets=Z0LAH9k=,aMuDyyA=",
                "105 packetization-mode=1;profile-level-id=42e01f");
        var answered = Minutes.answer(Offers.answer(SessionKind.WHIP, many, CAMERA))
                .media()
                .getFirst();
        assertThat(answered.payloads()).hasSize(1);
        assertThat(answered.payloads().getFirst().payloadType()).isEqualTo(104);
        assertThat(answered.payloads().getFirst().parameters())
                .containsEntry("packetization-mode", "1")
                .containsEntry("profile-level-id", "42E01F")
                .doesNotContainKey("sprop-parameter-sets");
    }

    private static String h264(String... fmtps) {
        String types = Stream.of(fmtps)
                .map(one -> one.substring(0, 4))
                .collect(joining())
                .strip();
        String lines = Stream.of(fmtps)
                .map(one -> "a=rtpmap:" + one.substring(0, 3) + " H264/90000\na=fmtp:" + one + "\n")
                .collect(joining());
        return Offers.PION
                .replaceAll("a=(rtpmap|fmtp|rtcp-fb):(9[67]|10[2-5]) .*\n", "")
                .replace("SAVPF 96 97 102 103 104 105", "SAVPF " + types)
                .replaceFirst("a=extmap:1 ", lines + "a=extmap:1 ");
    }

    @Test
    @DisplayName(
            "an extension id is the plan's or is not agreed: beyond 14, taken by another, or not the same everywhere")
    void extensionIds() {
        String offer = Offers.PION.replaceFirst("a=extmap:1 .*", """
                        a=extmap:15 urn:ietf:params:rtp-hdrext:sdes:mid
                        a=extmap:3 urn:3gpp:video-orientation
                        a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
                        a=extmap:5/sendonly\s""" + HeaderExtension.TRANSPORT_CC.uri());
        check(SessionKind.WHIP, offer, """
                0 video recvonly | VP8 96+97, H264 104+105 | - | 3 video-orientation, 5/recvonly transport-cc |\
                 => camera 1111111111+2222222222
                1 audio recvonly | opus 111 | - |  | => microphone 3333333333
                """, MICROPHONE, CAMERA);
    }

    @Test
    @DisplayName("abs-capture-time is agreed from publishers and on slots")
    void absCaptureTime() {
        String offer = Offers.PION.replace(
                "a=msid:pion video", "a=extmap:9 http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time");
        check(SessionKind.WHIP, offer, """
                0 video recvonly | VP8 96+97, H264 104+105 | - | 1 transport-cc, 9 abs-capture-time |\
                 => camera 1111111111+2222222222
                1 audio recvonly | opus 111 | - | 1 transport-cc | => microphone 3333333333
                """, MICROPHONE, CAMERA);
        check(SessionKind.WHEP, offer, """
                0 video sendonly | VP8 96+97, H264 104+105 | - | 1 transport-cc, 9 abs-capture-time | => slot with rtx
                1 audio sendonly | opus 111 | - | 1 transport-cc | => slot
                """);
        assertThat(Minutes.plan(Offers.answer(SessionKind.WHEP, offer))
                        .extensions()
                        .absCaptureTime())
                .isEqualTo(9);
    }

    @Test
    @DisplayName("an answer tells each slot's streams, the transport once, and where the encoder is to start")
    void substance() {
        var outcome = Offers.answer(SessionKind.WHEP, Offers.PION);
        var video = Minutes.answer(outcome).media().getFirst();
        var slot = Minutes.plan(outcome).slots().getFirst();
        assertThat(video.ssrcGroups()).containsExactly(new Ssrc.Group("FID", List.of(slot.ssrc(), slot.rtxSsrc())));
        assertThat(video.ssrcs()).extracting(Ssrc::cname).containsOnly("parley");
        assertThat(video.candidates()).containsExactly(Offers.HERE.toSdp());
        assertThat(video.payload("VP8").orElseThrow().feedback())
                .containsExactly("goog-remb", "ccm fir", "nack", "nack pli", "transport-cc");
        var publish = Minutes.answer(Offers.answer(SessionKind.WHIP, Offers.PION, CAMERA))
                .media()
                .getFirst();
        assertThat(publish.payload("VP8").orElseThrow().parameters()).containsOnlyKeys("x-google-start-bitrate");
    }

    static void check(SessionKind kind, String offer, String minutes, Source... granted) {
        var outcome = Offers.answer(kind, offer, granted);
        AnswerLaws.check(offer, outcome);
        assertThat(Minutes.of(outcome)).isEqualTo(minutes);
    }

    /// The first sections of a long offer, its bundle cut to fit.
    private static String firstSections(String offer, int count) {
        String[] parts = offer.split("(?=\nm=)");
        String mids = " 0 1 2 3 4 5 6".substring(0, 2 * count);
        return Stream.of(parts)
                .limit(count + 1)
                .reduce("", String::concat)
                .replaceFirst("BUNDLE [0-9 ]+", "BUNDLE" + mids);
    }
}
