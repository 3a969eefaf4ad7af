package dev.parley.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The operator's settings")
class OperatorSettingsTest {
    @Test
    @DisplayName("only the release is needed; everything else has a default")
    void defaults() {
        var settings = OperatorSettings.read(Map.of("parley.operator-version", "1.2.3")::get);
        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.leaseNamespace()).isEmpty();
        assertThat(settings.release().version()).isEqualTo("1.2.3");
    }

    @Test
    @DisplayName("namespaces have commas between, and are names of namespaces")
    void namespaces() {
        var told = Map.of("parley.operator-version", "1", "parley.operator-namespaces", "meet, other");
        assertThat(OperatorSettings.read(told::get).namespaces()).containsExactlyInAnyOrder("meet", "other");
        var wrong = Map.of("parley.operator-version", "1", "parley.operator-namespaces", "Meet");
        assertThatThrownBy(() -> OperatorSettings.read(wrong::get))
                .isInstanceOf(BadSetting.class)
                .hasMessage("PARLEY_OPERATOR_NAMESPACES: Meet (expected: names of namespaces, with commas between)");
    }

    @Test
    @DisplayName("without a release it does not start, and says so")
    void needed() {
        assertThatThrownBy(() -> OperatorSettings.read(_ -> null))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("PARLEY_OPERATOR_VERSION: not set (expected: the release");
    }
}
