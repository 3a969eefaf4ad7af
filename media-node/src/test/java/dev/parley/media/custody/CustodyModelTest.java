package dev.parley.media.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("In a fleet in which anything may die, pause, be cut off, late or lost")
class CustodyModelTest {
    private static final int SCHEDULES = Integer.getInteger("parley.model.schedules", 10_000);
    /// Each planted bug shows within the first few hundred.
    private static final int SEARCHED = 2_000;

    private record Found(long seed, String what) {}

    @Test
    @DisplayName("nobody encrypts beside another, no index is used twice, no room is left alone")
    void rulesHold() {
        List<Found> found = LongStream.range(0, SCHEDULES)
                .parallel()
                .mapToObj(seed -> run(seed, Bug.NONE))
                .flatMap(Optional::stream)
                .toList();
        assertThat(found).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisplayName("a planted bug is found")
    void bugsAreFound(Bug bug) {
        Optional<Found> found = LongStream.range(0, SEARCHED)
                .parallel()
                .mapToObj(seed -> run(seed, bug))
                .flatMap(Optional::stream)
                .findAny();
        assertThat(found).isPresent();
    }

    private static Optional<Found> run(long seed, Bug bug) {
        return new ModelWorld(seed, bug).run().map(what -> new Found(seed, what));
    }
}
