package dev.parley.media.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client whose session came here before it")
class AwaitedTest {
    private static final SessionId ANN = new SessionId("s-ann");
    private static final SessionId BEN = new SessionId("s-ben");
    private static final long MS = 1_000_000;
    private static final long TICK_MS = 100;

    private final Awaited awaited = new Awaited();

    /// When Ann is told, in ms since her session came.
    private List<Long> told(long untilMs, LongConsumer each) {
        List<Long> told = new ArrayList<>();
        for (long ms = 0; ms <= untilMs; ms += TICK_MS) {
            each.accept(ms);
            if (awaited.due(ms * MS).contains(ANN)) {
                told.add(ms);
            }
        }
        return told;
    }

    @Test
    @DisplayName("is told again after 1.5, 4, 8 and 16 seconds")
    void silent() {
        awaited.came(ANN, 0);
        assertThat(told(100_000, _ -> {})).containsExactly(1_500L, 4_000L, 8_000L, 16_000L);
    }

    @Test
    @DisplayName("is told at once when it speaks for the first time in a while, also after the last time")
    void returns() {
        awaited.came(ANN, 0);
        assertThat(told(40_000, ms -> {
                    if (ms == 11_000 || ms == 29_000) {
                        awaited.speaks(ANN);
                    }
                }))
                .containsExactly(1_500L, 4_000L, 8_000L, 11_000L, 16_000L, 29_000L);
    }

    @Test
    @DisplayName("is told two seconds after the last time at the earliest, however often it speaks")
    void talkative() {
        awaited.came(ANN, 0);
        assertThat(told(9_000, _ -> awaited.speaks(ANN))).containsExactly(1_500L, 3_500L, 4_000L, 6_000L, 8_000L);
    }

    @Test
    @DisplayName("is forgotten after a minute, and one that is not awaited is told nothing")
    void forgotten() {
        awaited.came(ANN, 0);
        awaited.speaks(BEN);
        awaited.due(59_000 * MS);
        awaited.due(60_000 * MS);
        awaited.speaks(ANN);
        assertThat(awaited.due(70_000 * MS)).isEmpty();
    }

    @Test
    @DisplayName("begins anew when its session comes once more")
    void anew() {
        awaited.came(ANN, 0);
        assertThat(told(5_000, ms -> {
                    if (ms == 4_500) {
                        awaited.came(ANN, ms * MS);
                    }
                }))
                .containsExactly(1_500L, 4_000L);
        assertThat(awaited.due(6_000 * MS)).containsExactly(ANN);
    }
}
