package dev.parley.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.loadtest.soak.Trend.Point;
import dev.parley.loadtest.soak.Verdicts.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Verdicts: what has to hold after a soak")
class VerdictsTest {
    private static final Level BEFORE = new Level(51, 4, 137, 19, 0, 0);
    private static final int SECONDS = 1_800;
    private static final double MIB = 1 << 20;

    @Test
    @DisplayName("all holds when memory is flat and everything is back")
    void holds() {
        assertThat(failing(found(0, 0, BEFORE, List.of()))).isEmpty();
        assertThat(failing(found(0, 0, new Level(50, 3, 130, 18, 0, 0), List.of())))
                .as("less than before is fine")
                .isEmpty();
    }

    @Test
    @DisplayName("a leak of six kilobytes a second on the heap is seen, and one of a megabyte a minute outside it")
    void leaks() {
        assertThat(failing(found(6 * 1_024, 0, BEFORE, List.of()))).containsExactly("live heap after a collection");
        assertThat(failing(found(0, 2 * MIB / 60, BEFORE, List.of()))).containsExactly("resident memory");
    }

    @Test
    @DisplayName("one thread, descriptor, socket, session or room too many is seen")
    void leftOver() {
        assertThat(failing(found(0, 0, new Level(52, 5, 138, 20, 1, 1), List.of())))
                .containsExactly(
                        "threads at the end",
                        "virtual threads at the end",
                        "file descriptors at the end",
                        "sockets at the end",
                        "media sessions at the end",
                        "rooms with media at the end");
    }

    @Test
    @DisplayName("one stuck slot is seen, and named")
    void stuck() {
        Findings found = found(0, 0, BEFORE, List.of("a <- b camera"));
        assertThat(Verdicts.of(found, SECONDS).stream().filter(verdict -> !verdict.holds()))
                .singleElement()
                .extracting(Verdict::criterion, Verdict::seen)
                .containsExactly("stuck slots", "1, the first: a <- b camera");
    }

    @Test
    @DisplayName("a soak in which nobody received anything proves nothing")
    void empty() {
        Findings nothing = new Findings(List.of(), List.of(), BEFORE, BEFORE, List.of(), List.of(), 0, 0, 0);
        assertThat(failing(nothing))
                .containsExactly("live heap after a collection", "resident memory", "frames received");
    }

    private static List<String> failing(Findings found) {
        return Verdicts.of(found, SECONDS).stream()
                .filter(verdict -> !verdict.holds())
                .map(Verdict::criterion)
                .toList();
    }

    private static Findings found(double heapPerS, double residentPerS, Level after, List<String> stuck) {
        return new Findings(
                row(30, heapPerS), row(10, residentPerS), BEFORE, after, stuck, List.of(), 900, 1_000_000, 0);
    }

    /// A row that trembles by some megabytes around a line.
    private static List<Point> row(int everyS, double perS) {
        var random = new Random(3);
        return new ArrayList<>(IntStream.iterate(0, second -> second < SECONDS, second -> second + everyS)
                .mapToObj(second -> new Point(second, 45 * MIB + random.nextDouble(4 * MIB) + perS * second))
                .toList());
    }
}
