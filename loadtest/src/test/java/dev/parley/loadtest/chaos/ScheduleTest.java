package dev.parley.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Schedule: blows by a seed")
class ScheduleTest {
    private static final List<Fault.Kind> ALL = Fault.Kind.drawn(true);
    private static final ChaosPlan ONE_AT_A_TIME = new ChaosPlan(20, 10, 5, 3, 3, 0);
    private static final ChaosPlan PAIRS = new ChaosPlan(20, 10, 5, 3, 3, 100);

    @Test
    @DisplayName("the same seed is the same blows in the same order, another seed is not")
    void seeded() {
        assertThat(rounds(7, ONE_AT_A_TIME, ALL)).isEqualTo(rounds(7, ONE_AT_A_TIME, ALL));
        assertThat(rounds(7, ONE_AT_A_TIME, ALL)).isNotEqualTo(rounds(8, ONE_AT_A_TIME, ALL));
    }

    @Test
    @DisplayName("every kind comes before any comes again")
    void everyKind() {
        var kinds = rounds(3, ONE_AT_A_TIME, ALL).stream()
                .limit(ALL.size())
                .map(it -> it.faults().getFirst().kind())
                .toList();
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    @DisplayName("one at a time unless pairs are asked for, and a pair is of two machines")
    void pairs() {
        assertThat(rounds(1, ONE_AT_A_TIME, ALL))
                .allSatisfy(it -> assertThat(it.faults()).hasSize(1));
        assertThat(rounds(1, PAIRS, ALL))
                .anySatisfy(it -> assertThat(it.faults()).hasSize(2));
        assertThat(rounds(1, PAIRS, ALL))
                .allSatisfy(round -> assertThat(new HashSet<>(
                                round.faults().stream().map(Fault::machine).toList()))
                        .hasSameSizeAs(round.faults()));
    }

    @Test
    @DisplayName("only what may happen happens, to machines that are there, for as long as its kind says")
    void bounds() {
        List<Fault.Kind> uncut = Fault.Kind.drawn(false);
        assertThat(rounds(5, ONE_AT_A_TIME, uncut).stream().flatMap(it -> it.faults().stream()))
                .allSatisfy(fault -> {
                    assertThat(fault.kind()).isIn(uncut);
                    assertThat(fault.number()).isBetween(0, 2);
                    assertThat(fault.lengthMs())
                            .isBetween(fault.kind().leastMs(), fault.kind().mostMs());
                });
    }

    @Test
    @DisplayName("a fault of what nobody uses is done to the next that somebody does")
    void aimed() {
        Fault drawn = new Fault(Fault.Kind.KILL_NODE, 1, 1_000);
        assertThat(drawn.at(3, it -> it.machine().equals("node-2"))).isEqualTo(drawn);
        assertThat(drawn.at(3, it -> it.number() == 0).machine()).isEqualTo("node-1");
        assertThat(drawn.at(3, _ -> false)).isEqualTo(drawn);
    }

    private static List<Schedule.Round> rounds(long seed, ChaosPlan plan, List<Fault.Kind> kinds) {
        Schedule schedule = new Schedule(seed, plan, kinds);
        return Stream.generate(schedule::next).limit(60).toList();
    }
}
