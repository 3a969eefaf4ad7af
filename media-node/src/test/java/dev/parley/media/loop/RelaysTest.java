package dev.parley.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.session.IceState;
import dev.parley.rtc.ice.IceCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A relay to where a session went")
class RelaysTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 4000);

    private final Random random = new Random(1);
    private final Relays<String> relays = new Relays<>();
    private final IceState ice =
            new IceState(IceCredentials.generate(random), null, IceCredentials.generate(random), 0, 0, 1, CLIENT);
    private final String ufrag = ice.local().ufrag();

    @Test
    @DisplayName("lasts as long as the client sends its checks here, and no longer than two minutes after the last")
    void lasts() {
        relays.add(ice, "the other loop", 0);
        for (long second = 2; second <= 600; second += 2) {
            long nowNs = TimeUnit.SECONDS.toNanos(second);
            relays.expire(nowNs);
            assertThat(relays.of(ufrag, CLIENT, nowNs)).isEqualTo("the other loop");
            assertThat(relays.of(CLIENT)).as("packets after %d s", second).isEqualTo("the other loop");
        }
        relays.expire(TimeUnit.SECONDS.toNanos(600) + Relays.KEPT_NS + 1);
        assertThat(relays.of(CLIENT)).isNull();
        assertThat(relays.of(ufrag, CLIENT, 0)).isNull();
    }

    @Test
    @DisplayName("ends when the session is back")
    void back() {
        relays.add(ice, "the other loop", 0);
        relays.remove(ice);
        assertThat(relays.of(CLIENT)).isNull();
        assertThat(relays.of(ufrag, CLIENT, 0)).isNull();
    }
}
