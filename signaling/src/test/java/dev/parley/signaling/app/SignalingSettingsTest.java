package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.Codec;
import dev.parley.signaling.meeting.Welcoming;
import dev.parley.signaling.nodes.NodeAddresses;
import dev.parley.signaling.webhooks.Receiver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignalingSettingsTest {
    @Test
    @DisplayName("the room's video codec comes first, and the other can still be watched")
    void videoCodec() {
        assertThat(codecs(Map.of())).containsExactly(Codec.OPUS, Codec.VP8, Codec.H264);
        assertThat(codecs(Map.of("parley.video-codec", "H264"))).containsExactly(Codec.OPUS, Codec.H264, Codec.VP8);
    }

    @Test
    @DisplayName("a codec that is none stops the start with what was expected")
    void noCodec() {
        assertThatThrownBy(() -> codecs(Map.of("parley.video-codec", "opus")))
                .hasMessage("PARLEY_VIDEO_CODEC: opus (expected: vp8 or h264)");
    }

    @Test
    @DisplayName("webhooks need a secret, go to URLs of HTTP, and tell of types there are; a secret is never told")
    void webhooks() {
        String urls = "parley.webhook-urls";
        String secrets = "parley.webhook-secrets";
        String good = Receiver.SECRET;
        var read = SignalingSettings.read(Map.of(urls, "https://a.test/x, http://b.test", secrets, good)::get)
                .webhooks();
        assertThat(read.endpoints().all()).extracting(it -> it.url().getHost()).containsExactly("a.test", "b.test");
        refused(Map.of(urls, "ftp://a.test", secrets, good), "PARLEY_WEBHOOK_URLS: ftp://a.test (expected: https://");
        refused(Map.of(urls, "https://a.test"), "PARLEY_WEBHOOK_SECRETS: 0 of them (expected");
        refused(Map.of(secrets, "whsec_c2VjcmV0"), "PARLEY_WEBHOOK_SECRETS: a secret has 24..64 bytes");
        refused(Map.of("parley.webhook-events", "joined"), "PARLEY_WEBHOOK_EVENTS: joined (expected: banLifted, ");
    }

    @Test
    @DisplayName("nodes are told one by one, or by a name that stands for all of them")
    void nodes() {
        String nodes = "parley.nodes";
        var read = SignalingSettings.read(
                        Map.of(nodes, "http://a.test:9100, dns:http://media.ns.svc:9100,https://b.test,")::get)
                .nodes();
        assertThat(read.fixed()).containsExactly(URI.create("http://a.test:9100"), URI.create("https://b.test"));
        assertThat(read.names()).containsExactly(URI.create("http://media.ns.svc:9100"));
        assertThat(SignalingSettings.read(_ -> null).nodes()).isEqualTo(NodeAddresses.NONE);
        for (String wrong : List.of("media:9100", "dns:media:9100", "dns:https://media:9100", "dns:", "http://")) {
            refused(Map.of(nodes, wrong), "PARLEY_NODES: " + wrong + " (expected: http://host:port, dns:http://name:");
        }
    }

    private static void refused(Map<String, String> properties, String words) {
        assertThatThrownBy(() -> SignalingSettings.read(properties::get))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(words);
    }

    private static Iterable<Codec> codecs(Map<String, String> properties) {
        var settings = SignalingSettings.read(properties::get);
        return Welcoming.standard(Duration.ofSeconds(20), settings.videoCodec()).codecs();
    }
}
