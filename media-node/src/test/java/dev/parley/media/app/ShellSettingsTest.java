package dev.parley.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.control.NodeSettings;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.link.LinkSettings;
import dev.parley.media.load.Capacity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    @Test
    @DisplayName("other nodes are told the first own address, or 127.0.0.1 where the node is for this machine alone")
    void link() throws Exception {
        LinkSettings link = settings(Map.of()).link();
        assertThat(link.port()).isEqualTo(9_200);
        assertThat(InetAddress.getByName(link.announce())).isEqualTo(link.bind());
        var here = new LinkSettings(InetAddress.ofLiteral("127.0.0.1"), 0, "127.0.0.1");
        assertThat(settings(Map.of("parley.bind", "127.0.0.1", "parley.link-port", "0"))
                        .link())
                .isEqualTo(here);
        assertThat(settings(Map.of("server.address", "localhost", "parley.link-port", "0"))
                        .link())
                .isEqualTo(here);
    }

    @Test
    @DisplayName("the port for links is opened where its announced host leads, at every address if that is elsewhere")
    void linkBind() {
        assertThat(settings(Map.of("parley.link-announce", "127.0.0.1")).link().bind())
                .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(settings(Map.of("parley.link-announce", "203.0.113.9"))
                        .link()
                        .bind())
                .isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
        LinkSettings six =
                settings(Map.of("parley.link-announce", "2001:db8::9")).link();
        assertThat(six.bind()).isEqualTo(InetAddress.ofLiteral("::"));
        assertThat(six.announced(9_201)).isEqualTo("[2001:db8::9]:9201");
        LinkSettings name =
                settings(Map.of("parley.link-announce", "node-1.nodes.invalid")).link();
        assertThat(name.bind()).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
        assertThat(name.announced(9_200)).isEqualTo("node-1.nodes.invalid:9200");
        assertThat(LinkSettings.parse("[2001:db8::9]:9201"))
                .hasValue(InetSocketAddress.createUnresolved("2001:db8::9", 9_201));
        assertThat(LinkSettings.parse(name.announced(9_200)))
                .hasValue(InetSocketAddress.createUnresolved("node-1.nodes.invalid", 9_200));
        assertThat(List.of("", ":", "host", "host:", ":1", "host:0", "host:65536", "::1:9200", "[]:1", "host:1 "))
                .allSatisfy(it -> assertThat(LinkSettings.parse(it)).isEmpty());
    }

    @Test
    @DisplayName("a process that stops is in a hurry and on no known machine, unless somebody says otherwise")
    void stops() {
        assertThat(settings(Map.of()).farewell()).isEqualTo(new DrainOrder.Stop(5, 0));
        assertThat(node(Map.of()).machine()).isNull();
        Map<String, Object> inACluster = Map.of(
                "parley.stop-seconds", "600",
                "parley.stop-rooms-per-second", "5",
                "parley.machine", " worker-1 ");
        assertThat(settings(inACluster).farewell()).isEqualTo(new DrainOrder.Stop(600, 5));
        assertThat(node(inACluster).machine()).isEqualTo("worker-1");
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("what cannot be is refused with its name, value and expectation")
    @CsvSource({
        "parley.bind,       not an address, 'PARLEY_BIND: not an address (expected: an IP address)'",
        "parley.loops,      0,              'PARLEY_LOOPS: 0 (expected: 1..1024)'",
        "parley.loops,      many,           'PARLEY_LOOPS: many (expected: 1..1024)'",
        "parley.media-port, 70000,          'PARLEY_MEDIA_PORT: 70000 (expected: 0..'",
        "parley.node-id,    a b,            'PARLEY_NODE_ID: a b (expected: 1..64 of A-Z a-z 0-9 _ -)'",
        "parley.stop-seconds, 0,            'PARLEY_STOP_SECONDS: 0 (expected: 1..86400)'",
        "parley.link-port,  -1,             'PARLEY_LINK_PORT: -1 (expected: 0..65535)'",
        "parley.link-announce, a b,         'PARLEY_LINK_ANNOUNCE: a b (expected: a host name or an IP address)'",
    })
    void refused(String property, String value, String message) {
        assertThatThrownBy(() -> settings(Map.of(property, value)).check())
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("its capacity follows from its loops, as far as nobody says otherwise")
    void capacity() {
        assertThat(node(Map.of("parley.loops", "3")).capacity())
                .isEqualTo(new Capacity(300_000, 3_000_000_000L, 20_000_000, null));
        assertThat(node(Map.of(
                                "parley.capacity-packets", "5",
                                "parley.capacity-egress-mbps", "6",
                                "parley.capacity-lag-ms", "7",
                                "parley.capacity-participants", "8"))
                        .capacity())
                .isEqualTo(new Capacity(5, 6_000_000, 7_000_000, 8));
        assertThatThrownBy(() -> node(Map.of("parley.capacity-egress-mbps", "0")))
                .hasMessage("PARLEY_CAPACITY_EGRESS_MBPS: 0 (expected: 1..2000000)");
    }
}
