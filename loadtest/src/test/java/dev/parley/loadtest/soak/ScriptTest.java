package dev.parley.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Script: what visitors do, from a seed")
class ScriptTest {
    @Test
    @DisplayName("the same seed gives the same visits, another gives others")
    void seeded() {
        assertThat(visits(7)).isEqualTo(visits(7)).isNotEqualTo(visits(8));
    }

    @Test
    @DisplayName("every deed happens, and each visit ends with a goodbye or without")
    void all() {
        Set<Class<?>> seen = visits(1).stream()
                .flatMap(script -> script.deeds().stream())
                .map(Deed::getClass)
                .collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(Deed.class.getPermittedSubclasses());
        assertThat(visits(1))
                .allMatch(script -> script.deeds().getLast() instanceof Deed.Leave
                        || script.deeds().getLast() instanceof Deed.Vanish);
    }

    private static List<Script> visits(long seed) {
        var random = new Random(seed);
        return Stream.generate(() -> Script.next(random, 3)).limit(200).toList();
    }
}
