package dev.parley.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a node's rehearsal")
class WarmUpTest {
    private static final int PACKETS = 3_000;
    private static final int MOVES = 4;
    private static final long PATIENCE_S = 60;

    @Test
    @DisplayName(
            "carries packets all the way from a publisher to receivers, all of them between nodes, and ends by itself")
    void carriesPackets() throws Exception {
        var warmUp = new WarmUp(System::nanoTime, InstantSource.system(), new SecureRandom());
        var rehearsed = warmUp.run(PACKETS, MOVES, PATIENCE_S);
        assertThat(rehearsed.packets()).isGreaterThanOrEqualTo(PACKETS);
        assertThat(rehearsed.moves()).isEqualTo(MOVES);
    }

    @Test
    @DisplayName("ends when its time is over, however far it came")
    void bounded() throws Exception {
        var warmUp = new WarmUp(System::nanoTime, InstantSource.system(), new SecureRandom());
        assertThat(warmUp.run(PACKETS, MOVES, 0).packets()).isLessThan(PACKETS);
    }
}
