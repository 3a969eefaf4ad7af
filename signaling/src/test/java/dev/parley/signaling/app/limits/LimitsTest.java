package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.signaling.store.Until;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("every limit is reached, refuses with its code, is counted, and disturbs nobody")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private final Servers servers = new Servers();
    private final LimitsDocument document = LimitsDocument.read();

    @AfterAll
    void stop() throws IOException {
        servers.close();
    }

    static List<Limit> limits() {
        return Stream.of(
                        PeopleLimits.all(),
                        TextLimits.all(),
                        BoardLimits.all(),
                        AskLimits.all(),
                        SocketTimes.all(),
                        DoorLimits.all(),
                        HttpLimits.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void reached(Limit limit) throws Exception {
        LimitsDocument.Line told = Objects.requireNonNull(document.lines().get(limit.name()), limit.name());
        assertThat(limit.figure()).as("as documented").isEqualTo(told.figure());
        try (var stage = servers.stage(limit.settings())) {
            double before = total(stage);
            Beyond beyond = limit.reach().go(stage);
            assertThat(beyond.word()).as("as documented").isEqualTo(told.word());
            switch (beyond) {
                case Beyond.Refused(var door, var code, var value, var expected) -> {
                    assertThat(Objects.requireNonNullElse(value, "") + Objects.requireNonNullElse(expected, ""))
                            .as("says what it was, or what was expected")
                            .matches(it -> !it.isEmpty() || code.startsWith("token"));
                    assertThat(stage.server().metric("parley_refusals_total", "\"" + code + "\"", "\"" + door + "\""))
                            .isPositive();
                    assertThat(total(stage)).isGreaterThan(before);
                }
                // Counted once the container has seen the end, which may be after the client has.
                case Beyond.Closed(var reason) ->
                    Until.holds(
                            "a socket closed for the reason '" + reason + "' is counted",
                            () -> closed(stage, reason) > 0 && total(stage) > before);
                case Beyond.Silent _ -> {}
            }
            stage.othersGoOn();
        }
    }

    private static double closed(Stage stage, String reason) {
        return stage.server().metric("parley_sockets_closed_total", "\"" + reason + "\"");
    }

    private static double total(Stage stage) {
        return stage.server().metric("parley_refusals_total") + stage.server().metric("parley_sockets_closed_total");
    }

    @Test
    @DisplayName("each line of docs/limits.md is reached here, and no other")
    void complete() {
        assertThat(limits()).extracting(Limit::name).doesNotHaveDuplicates();
        assertThat(limits())
                .extracting(Limit::name)
                .containsExactlyInAnyOrderElementsOf(document.lines().keySet());
    }

    @Test
    @DisplayName("each constant that is a limit is in docs/limits.md")
    void documented() {
        assertThat(LimitsDocument.named().toList())
                .containsAll(LimitsDocument.constants().toList());
    }
}
