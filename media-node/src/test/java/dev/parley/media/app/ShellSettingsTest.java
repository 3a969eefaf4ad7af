package dev.parley.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.control.NodeSettings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@DisplayName("media node settings")
class ShellSettingsTest {
    private static ShellSettings settings(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return new ShellSettings(environment, new SecureRandom());
    }

    private static NodeSettings node(Map<String, Object> properties) {
        return settings(properties).node(() -> 0);
    }

    @Test
    @DisplayName("a laptop needs none: all cores, ports from 10000, its own addresses")
    void defaults() {
        NodeSettings node = node(Map.of());
        assertThat(node.loops()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(node.portOf(1)).isEqualTo(10_001);
        assertThat(node.bind()).isEqualTo(node.announce());
        assertThat(node.announce()).isNotEmpty();
        assertThat(node.node()).isNotEqualTo(node(Map.of()).node());
        assertThat(settings(Map.of()).secret()).isEqualTo(ShellSettings.DEVELOPMENT_SECRET);
    }

    @Test
    @DisplayName("announced addresses of this machine are the ones that are listened at, unless one is elsewhere")
    void bindsWhatIsAnnounced() {
        var one = InetAddress.ofLiteral("127.0.0.1");
        assertThat(node(Map.of("parley.announce", "127.0.0.1")).bind()).containsExactly(one);
        assertThat(node(Map.of("parley.announce", "127.0.0.1,127.0.0.2,127.0.0.1"))
                        .bind())
                .containsExactly(one, InetAddress.ofLiteral("127.0.0.2"));
        var everywhere = InetAddress.ofLiteral("0.0.0.0");
        assertThat(node(Map.of("parley.announce", "203.0.113.9")).bind()).containsExactly(everywhere);
        assertThat(node(Map.of("parley.announce", "127.0.0.1,203.0.113.9")).bind())
                .containsExactly(everywhere);
    }

    @Test
    @DisplayName("what is set is taken: id, ports, loops, and announced addresses in their order")
    void told() {
        NodeSettings node = node(Map.of(
                "parley.node-id",
                "eu-1",
                "parley.media-port",
                "0",
                "parley.loops",
                "3",
                "parley.announce",
                "203.0.113.9, 2001:db8::9"));
        assertThat(node.node().value()).isEqualTo("eu-1");
        assertThat(node.loops()).isEqualTo(3);
        assertThat(node.portOf(2)).isZero();
        assertThat(node.announce())
                .isEqualTo(List.of(InetAddress.ofLiteral("203.0.113.9"), InetAddress.ofLiteral("2001:db8::9")));
    }

    @Test
    @DisplayName("a node bound to one address announces that one")
    void boundToOne() {
        assertThat(node(Map.of("parley.bind", "127.0.0.1")).announce())
                .isEqualTo(List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("what cannot be is refused with its name, value and expectation")
    @CsvSource({
        "parley.bind,       not an address, 'PARLEY_BIND: not an address (expected: an IP address)'",
        "parley.loops,      0,              'PARLEY_LOOPS: 0 (expected: 1..1024)'",
        "parley.loops,      many,           'PARLEY_LOOPS: many (expected: 1..1024)'",
        "parley.media-port, 70000,          'PARLEY_MEDIA_PORT: 70000 (expected: 0..'",
        "parley.node-id,    a b,            'PARLEY_NODE_ID: a b (expected: 1..64 of A-Z a-z 0-9 _ -)'",
    })
    void refused(String property, String value, String message) {
        assertThatThrownBy(() -> node(Map.of(property, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(message);
    }
}
