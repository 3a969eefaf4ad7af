package dev.parley.signaling.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a webhook that is not heard")
class RetriesTest {
    private final Retries retries = new Retries(new Random(1));

    @Test
    @DisplayName("is tried again soon, then ever later, but at least each half hour")
    void schedule() {
        List<Duration> steps = IntStream.rangeClosed(1, 50)
                .mapToObj(it -> retries.after(it, Duration.ZERO))
                .toList();
        assertThat(steps.getFirst()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
        assertThat(steps.subList(0, 6)).isSorted();
        assertThat(steps).allMatch(it -> it.compareTo(Retries.LONGEST) <= 0);
        assertThat(steps.subList(6, 50)).allMatch(it -> it.compareTo(Duration.ofMinutes(24)) >= 0);
    }

    @Test
    @DisplayName("is not tried before its receiver wants to be asked, within reason")
    void asked() {
        assertThat(retries.after(1, Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
        assertThat(retries.after(1, Duration.ofHours(3))).isEqualTo(Retries.LONGEST);
    }

    @Test
    @DisplayName("of all that failed at once not all come back at once")
    void spread() {
        assertThat(IntStream.range(0, 20)
                        .mapToObj(_ -> retries.after(3, Duration.ZERO))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
