package dev.parley.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.sdp.SdpResult.Defect;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrickleFragmentTest {
    private static final String CANDIDATE =
            "candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1";

    @Test
    @DisplayName("candidates trickled by a client, as in RFC 9725 §4.3.2")
    void trickle() {
        TrickleFragment fragment = parsed("""
                a=group:BUNDLE 0 1
                m=audio 9 UDP/TLS/RTP/SAVPF 111
                a=mid:0
                a=ice-ufrag:EsAw
                a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
                a=%s
                a=end-of-candidates
                """.formatted(CANDIDATE));
        assertThat(fragment)
                .isEqualTo(new TrickleFragment(
                        "EsAw",
                        "P2uYro0UCOQ4zxjKXaWCBui1",
                        List.of(new TrickleFragment.Section(
                                "audio 9 UDP/TLS/RTP/SAVPF 111", "0", List.of(CANDIDATE), true))));
    }

    @Test
    @DisplayName("an ICE restart answered with credentials that hold a colon, as in RFC 9725 §4.3.3")
    void restart() {
        TrickleFragment fragment = parsed("""
                a=ice-lite
                a=ice-options:trickle ice2
                a=group:BUNDLE 0 1
                m=audio 9 UDP/TLS/RTP/SAVPF 111
                a=mid:0
                a=ice-ufrag:289b31b754eaa438:ysXw
                a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k
                """);
        assertThat(fragment.hasCredentials()).isTrue();
        assertThat(fragment.iceUfrag()).isEqualTo("289b31b754eaa438:ysXw");
        assertThat(fragment.toString()).doesNotContain("vw5LmwG4y");
    }

    @Test
    @DisplayName("a fragment is written with the pseudo m-line of RFC 8840 §4.2 and reads as it was")
    void golden() {
        TrickleFragment fragment = new TrickleFragment(
                "abcd",
                "0123456789012345678901",
                List.of(
                        TrickleFragment.Section.of("0", List.of(CANDIDATE)),
                        new TrickleFragment.Section("video 9 UDP/TLS/RTP/SAVPF 96", "", List.of(), false)));
        assertThat(fragment.write()).isEqualTo("""
                a=ice-ufrag:abcd
                a=ice-pwd:0123456789012345678901
                m=audio 9 UDP/TLS/RTP/SAVPF 0
                a=mid:0
                a=%s
                a=end-of-candidates
                m=video 9 UDP/TLS/RTP/SAVPF 96
                """.formatted(CANDIDATE).replace("\n", "\r\n"));
        assertThat(parsed(fragment.write())).isEqualTo(fragment);
    }

    @Test
    @DisplayName("nothing is a fragment too, and candidates without a section are dropped")
    void empty() {
        assertThat(parsed("")).isEqualTo(new TrickleFragment("", "", List.of()));
        assertThat(parsed("a=" + CANDIDATE + "\n").sections()).isEmpty();
        assertThat(parsed("").hasCredentials()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a malformed fragment is refused by name")
    @CsvSource({
        "BAD_LINE, hello",
        "BAD_MID, a=mid:",
        "BAD_ICE, a=ice-ufrag:a",
        "BAD_ICE, a=ice-pwd:short",
        "BAD_MEDIA, m=",
    })
    void malformed(Defect code, String text) {
        assertThat(TrickleFragment.parse(text))
                .isInstanceOfSatisfying(
                        SdpResult.Malformed.class,
                        malformed -> assertThat(malformed.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("more sections than a session may have are refused")
    void tooManySections() {
        assertThat(TrickleFragment.parse("m=audio 9 X 0\n".repeat(65)).parsed()).isEmpty();
    }

    private static TrickleFragment parsed(String text) {
        SdpResult<TrickleFragment> result = TrickleFragment.parse(text);
        return result.parsed().orElseThrow(() -> new AssertionError(result.toString()));
    }
}
