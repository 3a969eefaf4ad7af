package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Role;
import dev.parley.room.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a word is the same in JSON, tokens and metrics")
class WordsTest {
    @ParameterizedTest
    @EnumSource
    void role(Role role) {
        assertThat(ProtocolJson.write(role)).isEqualTo('"' + role.word() + '"');
        assertThat(Role.ofWord(role.word())).contains(role);
    }

    @ParameterizedTest
    @EnumSource
    void source(Source source) {
        assertThat(ProtocolJson.write(source)).isEqualTo('"' + source.word() + '"');
        assertThat(Source.ofWord(source.word())).contains(source);
    }
}
