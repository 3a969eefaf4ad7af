package dev.parley.media.custody;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pauses: what lease a node asks for")
class PausesTest {
    private static final long MS = 1_000_000;

    private final Pauses pauses = new Pauses();
    private long nowNs;

    @BeforeEach
    void running() {
        after(0);
        after(25);
    }

    @Test
    @DisplayName("one that runs smoothly asks for the shortest")
    void smooth() {
        assertThat(pauses.leaseNs()).isEqualTo(Terms.LEASE_NS);
    }

    @Test
    @DisplayName("one that paused asks for twice the pause, but for no more than the longest")
    void paused() {
        after(800);
        assertThat(pauses.leaseNs()).isEqualTo(1_600 * MS);
        after(2_500);
        assertThat(pauses.leaseNs()).isEqualTo(Terms.LONGEST_LEASE_NS);
    }

    @Test
    @DisplayName("one that stood still for longer than any lease asks for what it asked before, and wakes slowly")
    void stoodStill() {
        after(6_000);
        assertThat(pauses.leaseNs()).isEqualTo(Terms.LEASE_NS);
        assertThat(pauses.isWaking(nowNs)).isTrue();
    }

    @Test
    @DisplayName("a pause of long ago is forgotten")
    void forgotten() {
        after(800);
        for (int i = 0; i <= 301 * 40; i++) {
            after(25);
        }
        assertThat(pauses.leaseNs()).isEqualTo(Terms.LEASE_NS);
    }

    private void after(long ms) {
        nowNs += ms * MS;
        pauses.tick(nowNs);
    }
}
