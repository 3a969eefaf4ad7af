package dev.parley.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.loadtest.soak.SlotWatch.Look;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SlotWatch: a slot that is announced and stays empty")
class SlotWatchTest {
    private static final long S = 1_000_000_000;
    private static final SlotWatch.Key SLOT = new SlotWatch.Key("ada <- grace camera", "7", 12);

    private final SlotWatch watch = new SlotWatch();
    private long nowNs;
    private long found;

    @Test
    @DisplayName("is found once after fifteen seconds without a frame while its publisher plays")
    void stuck() {
        play(20, 0, 15);
        assertThat(found).isEqualTo(1);
    }

    @Test
    @DisplayName("is fine while frames come, however slowly")
    void slow() {
        for (int i = 0; i < 5; i++) {
            play(10, 0, 15);
            play(1, 1, 15);
        }
        assertThat(found).isZero();
    }

    @Test
    @DisplayName("is fine while its publisher plays nothing")
    void publisherStill() {
        play(40, 0, 0);
        assertThat(found).isZero();
    }

    @Test
    @DisplayName("begins anew when it was given to somebody else in between, or the publisher opened its media anew")
    void again() {
        play(10, 0, 15);
        watch.look(Map.of(), nowNs);
        play(10, 0, 15);
        played = 0;
        play(10, 0, 15);
        assertThat(found).isZero();
    }

    @Test
    @DisplayName("is found again after it had recovered")
    void twice() {
        play(20, 0, 15);
        play(2, 15, 15);
        play(20, 0, 15);
        assertThat(found).isEqualTo(2);
    }

    @Test
    @DisplayName("may be held back for half a minute, and is found after that")
    void heldBack() {
        heldBack = true;
        play(29, 0, 15);
        assertThat(found).isZero();
        play(3, 0, 15);
        assertThat(found).isEqualTo(1);
    }

    @Test
    @DisplayName("is not judged over a time in which nobody looked")
    void stoodStill() {
        play(10, 0, 15);
        nowNs += 10 * S;
        play(10, 0, 15);
        assertThat(found).isZero();
    }

    private boolean heldBack;
    private long frames = 100;
    private long played = 1_000;

    /// A look each second, at which so many frames more have come and been played.
    private void play(int seconds, int framesEach, int playedEach) {
        for (int i = 0; i < seconds; i++) {
            nowNs += S;
            frames += framesEach;
            played += playedEach;
            found += watch.look(Map.of(SLOT, new Look(frames, played, heldBack)), nowNs)
                    .size();
        }
    }
}
