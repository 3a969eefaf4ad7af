package dev.parley.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.kubectl.asking.Ask;
import dev.parley.kubectl.print.Ages;
import dev.parley.kubectl.why.Causes;
import dev.parley.operator.fleet.Cause;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Words of the operator and of kubectl")
class ExplainedTest {

    @ParameterizedTest
    @EnumSource(Cause.class)
    @DisplayName("every cause that the operator knows is explained, and what people ask for is known as that")
    void causes(Cause cause) {
        assertThat(Causes.because(cause.word())).endsWith(" (" + cause.word() + ")");
        assertThat(Causes.isAsked(cause.word())).isEqualTo(cause.name().startsWith("ASKED"));
    }

    @ParameterizedTest
    @EnumSource(value = Ask.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    @DisplayName("whatever is asked becomes a cause of the operator")
    void asks(Ask ask) {
        assertThat(Cause.valueOf("ASKED_TO_" + ask.name()).word()).isNotEmpty();
        assertThat(ask.word()).isEqualTo(ask.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "PT-3S, 0s", "PT0S, 0s", "PT119S, 119s", "PT120S, 2m", "PT150S, 2m30s", "PT10M5S, 10m", "PT179M, 179m",
        "PT3H, 3h", "PT3H5M, 3h5m", "PT8H5M, 8h", "PT47H, 47h", "PT49H, 2d1h", "PT192H, 8d", "P400D, 400d",
        "P731D, 2y1d", "P3285D, 9y"
    })
    @DisplayName("ages are told as kubectl tells them")
    void ages(Duration time, String told) {
        assertThat(Ages.of(time)).isEqualTo(told);
    }
}
