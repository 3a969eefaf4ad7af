package dev.parley.rtc.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.rtp.HeaderExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Offers as the stacks in the field write them. Chromium's and Firefox's were recorded (addresses replaced by those
/// of RFC 5737 and RFC 3849), aiortc's and GStreamer's are written after what these emit.
class RecordedOffersTest {
    private static final String CHROMIUM = "chromium-156-camera-screen-25-slots";
    private static final String CHROMIUM_WHIP = "chromium-156-whip";
    private static final String FIREFOX = "firefox-153-camera-screen-2-slots";
    private static final String AIORTC = "aiortc";
    private static final String GSTREAMER = "gstreamer-whip";

    @ParameterizedTest
    @ValueSource(strings = {CHROMIUM, CHROMIUM_WHIP, FIREFOX, AIORTC, GSTREAMER})
    @DisplayName("what is written of an offer reads as the same offer, and writes as the same text")
    void roundTrip(String name) {
        SessionDescription offer = offer(name);
        SessionDescription again = parsed(offer.write());
        assertThat(again).isEqualTo(offer);
        assertThat(again.write()).isEqualTo(offer.write());
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROMIUM, CHROMIUM_WHIP, FIREFOX, AIORTC, GSTREAMER})
    @DisplayName("every offer has what an answer needs in every section")
    void whatAnAnswerNeeds(String name) {
        SessionDescription offer = offer(name);
        assertThat(offer.iceLite()).isFalse();
        assertThat(offer.bundle())
                .isEqualTo(offer.media().stream().map(MediaSection::mid).toList());
        assertThat(offer.media()).allSatisfy(section -> {
            assertThat(section.isRejected()).isFalse();
            assertThat(section.iceUfrag()).isNotEmpty();
            assertThat(section.icePwd()).hasSizeGreaterThanOrEqualTo(22);
            assertThat(Objects.requireNonNull(section.fingerprint()).algorithm())
                    .isEqualTo("sha-256");
            assertThat(section.setup()).isEqualTo(TransportDescription.Setup.ACTPASS);
            assertThat(section.transport().rtcpMux()).isTrue();
            assertThat(section.payloads()).isNotEmpty();
        });
    }

    @Test
    @DisplayName("Chromium: microphone, camera in three layers, screen, 3 + 25 slots")
    void chromium() {
        SessionDescription offer = offer(CHROMIUM);
        assertThat(offer.media()).hasSize(31);
        assertThat(offer.origin()).isEqualTo("- 2244118253661291307 2 IN IP4 127.0.0.1");
        MediaSection microphone = offer.media().getFirst();
        assertThat(microphone.kind()).isEqualTo(MediaSection.Kind.AUDIO);
        assertThat(microphone.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(microphone.candidates()).hasSize(4).allMatch(c -> c.startsWith("candidate:"));
        assertThat(microphone.payload("OPUS").orElseThrow())
                .isEqualTo(new PayloadFormat(
                        111,
                        "opus",
                        48_000,
                        2,
                        Map.of("minptime", "10", "useinbandfec", "1"),
                        List.of("transport-cc")));
        assertThat(microphone.payload(63).orElseThrow().parameters()).containsOnlyKeys("111/111");
        assertThat(microphone.extensionId(HeaderExtension.AUDIO_LEVEL)).isEqualTo(1);
        assertThat(microphone.extensionId(HeaderExtension.RID)).isZero();
        assertThat(microphone.ssrcs()).hasSize(1);
        assertThat(microphone.ssrcs().getFirst().cname()).isEqualTo("dp/sqr7gebkY1mZS");
        MediaSection camera = offer.section("1").orElseThrow();
        assertThat(camera.rids()).extracting(Rid::id).containsExactly("h", "m", "l");
        assertThat(Objects.requireNonNull(camera.simulcast()).sendRids()).containsExactly("h", "m", "l");
        assertThat(Objects.requireNonNull(camera.msid()).stream()).isEqualTo("2fd0b892-dd7f-4a54-9451-5b115a316cb7");
        assertThat(camera.payload("VP8").orElseThrow().feedback())
                .containsExactly("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
        assertThat(camera.payload("rtx").orElseThrow().associatedPayloadType()).hasValue(96);
        assertThat(camera.extensionId(HeaderExtension.MID)).isEqualTo(4);
        assertThat(camera.extensionId(HeaderExtension.REPAIRED_RID)).isEqualTo(11);
        MediaSection screen = offer.section("2").orElseThrow();
        assertThat(screen.simulcast()).isNull();
        assertThat(screen.ssrcGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.semantics()).isEqualTo("FID"));
        assertThat(IntStream.range(3, 31).mapToObj(offer.media()::get))
                .allMatch(slot ->
                        slot.direction() == Direction.RECVONLY && slot.ssrcs().isEmpty());
    }

    @Test
    @DisplayName("Firefox: fingerprint said once for the session, later sections on port 0 but not rejected")
    void firefox() {
        SessionDescription offer = offer(FIREFOX);
        assertThat(offer.media()).hasSize(8);
        MediaSection camera = offer.section("1").orElseThrow();
        assertThat(camera.port()).isZero();
        assertThat(camera.bundleOnly()).isTrue();
        assertThat(camera.fingerprint()).isEqualTo(offer.media().getFirst().fingerprint());
        assertThat(camera.rids()).extracting(Rid::direction).containsOnly(Direction.SENDONLY);
        assertThat(Objects.requireNonNull(camera.simulcast()).sendRids()).containsExactly("h", "m", "l");
        assertThat(camera.extensions()).contains(new ExtMap(9, Direction.SENDONLY, HeaderExtension.RID.uri()));
        assertThat(camera.payload("VP8").orElseThrow().parameter("max-fs", "")).isEqualTo("12288");
        assertThat(camera.transport().iceOptions()).containsExactly("trickle");
        assertThat(offer.media().getFirst().candidates())
                .hasSize(8)
                .first()
                .asString()
                .endsWith(".local 54214 typ host");
        assertThat(offer.media().getFirst().transport().endOfCandidates()).isTrue();
    }

    @Test
    @DisplayName("aiortc: three fingerprints of which SHA-256 stays, streams by SSRC")
    void aiortc() {
        SessionDescription offer = offer(AIORTC);
        MediaSection video = offer.section("1").orElseThrow();
        assertThat(video.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(video.ssrcGroups())
                .containsExactly(new Ssrc.Group("FID", List.of(1_274_012_498, (int) 3_871_200_562L)));
        assertThat(video.ssrcs()).extracting(Ssrc::value).containsExactly(1_274_012_498, (int) 3_871_200_562L);
        assertThat(offer.section("0").orElseThrow().payload(0).orElseThrow().name())
                .isEqualTo("PCMU");
    }

    @Test
    @DisplayName("GStreamer: named mids, upper-case OPUS, parameter sets in the fmtp, msid only by SSRC")
    void gstreamer() {
        SessionDescription offer = offer(GSTREAMER);
        MediaSection video = offer.section("video0").orElseThrow();
        assertThat(video.payload("h264").orElseThrow().parameter("sprop-parameter-sets", ""))
                .isEqualTo("Z0LAH9kAUAW7ARAAAAMAEAAAAwPI8YMkgA==,aMuDyyA=");
        assertThat(video.msid()).isNull();
        assertThat(video.ssrcs().getFirst().attributes())
                .containsEntry("msid", "user1234567890@host-abcdef webrtctransceiver0");
        assertThat(offer.section("audio1").orElseThrow().payload("opus")).isPresent();
    }

    static SessionDescription offer(String name) {
        return parsed(text(name));
    }

    static String text(String name) {
        try (InputStream stream = RecordedOffersTest.class.getResourceAsStream(name + ".sdp")) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SessionDescription parsed(String text) {
        SdpResult<SessionDescription> result = SessionDescription.parse(text);
        return result.parsed().orElseThrow(() -> new AssertionError(result.toString()));
    }
}
