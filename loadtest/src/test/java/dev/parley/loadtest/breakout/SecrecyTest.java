package dev.parley.loadtest.breakout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.loadtest.breakout.Secrecy.Arrival;
import dev.parley.loadtest.breakout.Secrecy.Finding;
import dev.parley.room.BreakoutId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A packet from another place")
class SecrecyTest {
    private static final Optional<BreakoutId> RED = Optional.of(new BreakoutId("red"));
    private static final Optional<BreakoutId> BLUE = Optional.of(new BreakoutId("blue"));

    private final Journey ann = new Journey();
    private final Journey ben = new Journey();

    /// Sent by Ann at 90, come to Ben at 100; both changes had been asked for by then.
    private Finding fromAnn(int change) {
        return Secrecy.judge(new Mark(0, change, 90), ann, ben, new Arrival(100, 2));
    }

    @Test
    @DisplayName("is no leak when both are sent to the same breakout, whoever is told first")
    void together() {
        ann.told(RED, 80);
        ben.told(RED, 120);
        assertThat(fromAnn(1)).isEqualTo(Finding.TOGETHER);
    }

    @Test
    @DisplayName("leaks when its speaker was told to be in a breakout, though its hearer was told nothing yet")
    void speakerKnew() {
        ann.told(RED, 80);
        ben.told(BLUE, 120);
        assertThat(fromAnn(1)).isEqualTo(Finding.LEAKED);
    }

    @Test
    @DisplayName("leaks when its hearer had been told to be elsewhere before it was sent")
    void hearerKnew() {
        ann.told(RED, 120);
        ben.told(BLUE, 80);
        assertThat(fromAnn(0)).isEqualTo(Finding.LEAKED);
    }

    @Test
    @DisplayName("is overtaken when its hearer was told to be elsewhere while it was on the way")
    void overtaken() {
        ann.told(RED, 120);
        ben.told(BLUE, 95);
        assertThat(fromAnn(0)).isEqualTo(Finding.OVERTAKEN);
    }

    @Test
    @DisplayName("is early when both have been called back and neither knows")
    void early() {
        ann.told(RED, 10);
        ben.told(BLUE, 10);
        ann.told(Optional.empty(), 120);
        ben.told(Optional.empty(), 120);
        assertThat(fromAnn(1)).isEqualTo(Finding.EARLY);
        assertThat(Secrecy.judge(new Mark(0, 1, 90), ann, ben, new Arrival(100, 1)))
                .as("before anybody asked them back")
                .isEqualTo(Finding.LEAKED);
    }
}
