package dev.parley.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@WithApiServer
@DisplayName("Examples and definitions as kubectl takes them")
class ExamplesTest {
    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(Definitions.root().resolve("docs/examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("each example is taken, without a warning")
    void taken(Path example, ApiServer server) throws IOException {
        var documents = Files.readString(example).lines().filter("---"::equals).count() + 1;
        var printed = server.kubectl("apply", "--server-side", "--dry-run=server", "-f", example.toString());
        assertThat(printed.lines().toList())
                .hasSize((int) documents)
                .allSatisfy(line -> assertThat(line).endsWith("serverside-applied (server dry run)"));
    }

    /// kubectl and Helm read YAML 1.1, where `True` is no word.
    @Test
    @DisplayName("kubectl reads the same in the definitions as Java does")
    void sameDefinitions(ApiServer server) throws IOException {
        for (var kind : Parley.KINDS) {
            var printed = server.kubectl(
                    "create",
                    "--dry-run=client",
                    "-o",
                    "json",
                    "-f",
                    Definitions.file(kind).toString());
            assertThat(json(printed)).isEqualTo(json(Serialization.asJson(YamlTree.read(Definitions.file(kind)))));
        }
    }

    private static Object json(String text) {
        return Serialization.unmarshal(text, Map.class);
    }
}
