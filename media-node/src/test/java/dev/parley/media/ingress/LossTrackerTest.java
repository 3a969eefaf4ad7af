package dev.parley.media.ingress;

import static dev.parley.media.ingress.LossTracker.Arrival.DUPLICATE;
import static dev.parley.media.ingress.LossTracker.Arrival.FILLS_GAP;
import static dev.parley.media.ingress.LossTracker.Arrival.HOPELESS;
import static dev.parley.media.ingress.LossTracker.Arrival.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LossTrackerTest {
    private static final long MS = 1_000_000;
    private static final long RTT = 10 * MS;

    private final LossTracker losses = new LossTracker();
    private final int[] into = new int[8];

    @Test
    @DisplayName("a gap is asked for after the time of reordering, then again, until it closes")
    void script() {
        assertThat(losses.arrived(65_534, 0)).isEqualTo(NEW);
        assertThat(losses.arrived(65_537, 0)).isEqualTo(NEW);
        assertThat(due(1 * MS)).isEmpty();
        assertThat(due(6 * MS)).containsExactly(65_535, 0); // the 16-bit numbers, across the wrap
        assertThat(due(7 * MS)).isEmpty();
        assertThat(losses.arrived(65_536, 8 * MS)).isEqualTo(FILLS_GAP);
        assertThat(due(47 * MS)).containsExactly(65_535);
        assertThat(losses.arrived(65_535, 50 * MS)).isEqualTo(FILLS_GAP);
        assertThat(losses.anyMissing()).isFalse();
        assertThat(losses.arrived(65_535, 51 * MS)).isEqualTo(DUPLICATE);
    }

    @Test
    @DisplayName("what does not come after so many asks is given up")
    void givesUp() {
        losses.arrived(1, 0);
        losses.arrived(3, 0);
        int asks = 0;
        for (long now = 0; now < 2_000 * MS; now += 10 * MS) {
            asks += due(now).length;
        }
        assertThat(asks).isEqualTo(LossTracker.ATTEMPTS);
        assertThat(losses.anyMissing()).isFalse();
    }

    @Test
    @DisplayName("a gap too large to repair asks for nothing and says so")
    void hopeless() {
        losses.arrived(1, 0);
        assertThat(losses.arrived(2 + LossTracker.FOLLOWED + 1, 0)).isEqualTo(HOPELESS);
        assertThat(due(100 * MS)).isEmpty();
    }

    private int[] due(long nowNs) {
        return Arrays.copyOf(into, losses.due(into, nowNs, RTT));
    }
}
