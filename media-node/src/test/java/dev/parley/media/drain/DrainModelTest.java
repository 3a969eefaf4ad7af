package dev.parley.media.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A drain among peers that come and go, refuse, and do not answer")
class DrainModelTest {
    private static final int SCHEDULES = Integer.getInteger("parley.model.schedules", 3_000);

    private record Found(long seed, String what) {}

    @Test
    @DisplayName("moves no more than it may, closes nothing before its time, and is over once all is well")
    void rulesHold() {
        List<Found> found = LongStream.range(0, SCHEDULES)
                .parallel()
                .mapToObj(DrainModelTest::run)
                .flatMap(Optional::stream)
                .toList();
        assertThat(found).isEmpty();
    }

    private static Optional<Found> run(long seed) {
        return new DrainWorld(seed).run().map(what -> new Found(seed, what));
    }
}
