package dev.parley.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a node's rehearsal")
class WarmUpTest {
    private static final int PACKETS = 3_000;
    private static final long PATIENCE_S = 60;

    @Test
    @DisplayName("carries packets all the way from a publisher to receivers, and ends by itself")
    void carriesPackets() throws Exception {
        var warmUp = new WarmUp(System::nanoTime, InstantSource.system(), new SecureRandom());
        assertThat(warmUp.run(PACKETS, PATIENCE_S)).isGreaterThanOrEqualTo(PACKETS);
    }

    @Test
    @DisplayName("ends when its time is over, however far it came")
    void bounded() throws Exception {
        var warmUp = new WarmUp(System::nanoTime, InstantSource.system(), new SecureRandom());
        assertThat(warmUp.run(PACKETS, 0)).isLessThan(PACKETS);
    }
}
