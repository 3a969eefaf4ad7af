package dev.parley.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApiServer
@DisplayName("kubectl explain reads well")
class ExplainTest {
    /// Writes what is printed instead of comparing it: for a person to read, and to commit.
    private static final boolean WRITE = Boolean.getBoolean("parley.explain.write");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meetingcluster",
                "mc.spec.redis.external",
                "mc.spec.meetings",
                "re.spec.drain",
                "re.spec.exposure.type",
                "re.status.nodes",
                "rj.spec"
            })
    @DisplayName("as it is kept in src/test/resources/explain")
    void golden(String field, ApiServer server) throws IOException {
        var file = Path.of("src/test/resources/explain", field + ".txt");
        // Nobody sees what stands at the end of a line, and editors take it away.
        var printed =
                server.kubectl("explain", field).replaceAll("(?m)[ \\t]+$", "").strip() + "\n";
        if (WRITE) {
            Files.writeString(file, printed);
        }
        assertThat(printed)
                .as("read it, and if it is well so, write it: -Dparley.explain.write=true")
                .isEqualTo(Files.readString(file));
    }
}
