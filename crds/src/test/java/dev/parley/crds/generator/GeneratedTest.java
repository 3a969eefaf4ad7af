package dev.parley.crds.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.Definitions;
import dev.parley.crds.Parley;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is made of the records is committed as it would be made")
class GeneratedTest {
    @Test
    @DisplayName("the CRDs of the chart and the tables of docs/resources.md are up to date")
    void upToDate() throws IOException {
        for (var file : GenerateCrds.files(Definitions.root()).entrySet()) {
            assertThat(Files.readString(file.getKey()))
                    .as("%s is not what the records say. Write it anew: make crds", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    @DisplayName("Helm finds nothing to fill in in them")
    void plain() throws IOException {
        for (var kind : Parley.KINDS) {
            assertThat(Files.readString(Definitions.file(kind))).doesNotContain("{{");
        }
    }
}
