package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ids")
class IdsTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"a", "Daily-stand_up", "0", "0123456789012345678901234567890123456789012345678901234567890123"})
    @DisplayName("letters, digits, - and _, at most 64")
    void good(String id) {
        assertThat(new RoomId(id)).hasToString(id);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a.b",
                "ü",
                "{a}",
                "a\n",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    @DisplayName("nothing that would need escaping in a path or a key")
    void bad(String id) {
        assertThat(RoomId.isValid(id)).isFalse();
        assertThatThrownBy(() -> new RoomId(id)).hasMessageContaining("expected: 1..64");
    }
}
