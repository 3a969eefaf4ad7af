package dev.parley.crds.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crds.YamlTree;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@DisplayName("Schema: what becomes of a record")
class SchemaTest {
    private final Schema schema;

    SchemaTest() throws IOException {
        schema = new Schema(Comments.in(Path.of("src/test/java/dev/parley/crds/generator")));
    }

    @Rule(value = "self.least <= self.most", says = "least: %s (expected: at most %s)", with = "self.least, self.most")
    record Everything(
            // The first line,
            // and the second.
            @Text(max = 9, pattern = "^a") String name,
            // How many.
            @Default("2") @Range(min = 1, max = 5) int least,
            // How many at most.
            @Range(max = 9) @Nullable Integer most,
            // One of these.
            @Default("B") Letter letter,
            // Some of them.
            @Items(max = 2, keys = "word") List<Entry> entries,
            // What is within.
            @Default("{}") Inner inner) {}

    record Entry(
            // The key.
            @Text(max = 3) String word) {}

    record Inner(
            // Whether.
            @Default("true") boolean state,
            // Perhaps.
            @Nullable Boolean perhaps) {}

    enum Letter {
        /// The first.
        A,
        B
    }

    @Test
    @DisplayName("types, bounds, defaults and words are those of the record")
    void everything() throws IOException {
        assertThat(Yaml.write(schema.object(Everything.class)))
                .isEqualTo(Files.readString(Path.of("src/test/resources/everything.yaml")));
    }

    record Unexplained(@Text(max = 3) String name) {}

    record Endless(
            // A text of any length.
            String name) {}

    record Unbounded(
            // Any number.
            int count) {}

    record Untold(
            // Any number of them.
            List<String> names) {}

    @Test
    @DisplayName("what nobody explains, and what has no end, is in no schema")
    void refused() {
        assertThatThrownBy(() -> schema.object(Unexplained.class)).hasMessageContaining("Unexplained.name: no comment");
        assertThatThrownBy(() -> schema.object(Endless.class)).hasMessageContaining("name: no @Text");
        assertThatThrownBy(() -> schema.object(Unbounded.class)).hasMessageContaining("count: no @Range");
        assertThatThrownBy(() -> schema.object(Untold.class)).hasMessageContaining("names: no @Items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "off", "Y", "null", "~", "1e3", "0x1f", "12:30", ".5", "1_000", "no"})
    @DisplayName("a word that YAML 1.1 takes for more is quoted")
    void quoted(String word) {
        assertThat(Yaml.write(Map.of("key", word))).isEqualTo("key: \"" + word + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "a: b", "{{ x }}", "- a", "with\nlines", " end ", "…", "#", ""})
    @DisplayName("whatever is written is read again as it was")
    void readAgain(String text) {
        var read = new Load(LoadSettings.builder().build()).loadFromString(Yaml.write(Map.of("key", text)));
        assertThat(YamlTree.map(read).get("key")).isEqualTo(text);
    }
}
