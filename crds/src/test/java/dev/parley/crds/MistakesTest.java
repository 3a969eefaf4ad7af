package dev.parley.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@WithApiServer
@DisplayName("Mistakes: what kubectl says to somebody who makes one")
class MistakesTest {
    private static final String EDGE = """
            apiVersion: parley.dev/v1alpha1
            kind: RegionEdge
            metadata: {name: eu}
            spec:
              clusterRef: {name: meet}
              region: eu
            """;

    @TestFactory
    @DisplayName("in a RegionEdge")
    Stream<DynamicTest> told(@TempDir Path folder, ApiServer server) throws IOException {
        var mistakes = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("src/test/resources/mistakes.yaml")));
        return YamlTree.list(mistakes).stream().map(it -> {
            var line = String.valueOf(YamlTree.at(it, "writes"));
            return DynamicTest.dynamicTest(line, () -> {
                var file = Files.writeString(folder.resolve("edge.yaml"), EDGE + "  " + line + "\n");
                assertThat(server.kubectl("create", "--dry-run=server", "-f", file.toString()))
                        .contains(String.valueOf(YamlTree.at(it, "told")));
            });
        });
    }
}
