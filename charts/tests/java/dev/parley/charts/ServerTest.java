package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.Parley;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@WithHelm
@WithApiServer
@DisplayName("An API server takes what the chart becomes")
class ServerTest {
    static Stream<Path> cases() throws IOException {
        return GoldenTest.cases();
    }

    /// `kubectl` is strict: a field that no kind has would be refused.
    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("object by object, without a warning, where pods have to be restricted")
    void taken(Path folder, Helm helm, ApiServer server) throws IOException {
        List.of(Helm.NAMESPACE, "meetings", "webinars").forEach(it -> Surroundings.namespace(server.client(), it));
        Surroundings.monitoring(server.client());
        String manifests = helm.template(folder.resolve("values.yaml"));
        taken(manifests, "rendered-" + folder.getFileName(), server);
    }

    @Test
    @DisplayName("the examples that Artifact Hub shows are such objects, too")
    void examples(ApiServer server) throws IOException {
        var about = Serialization.unmarshal(Files.readString(Helm.CHARTS.resolve("parley-crds/Chart.yaml")), Map.class);
        String examples = String.valueOf(Manifests.at(about, "annotations", "artifacthub.io/crdsExamples"));
        List<?> documents = Serialization.unmarshal(examples, List.class);
        assertThat(documents).hasSameSizeAs(Parley.KINDS);
        var texts = new ArrayList<String>();
        documents.forEach(it -> texts.add(Serialization.asYaml(it)));
        taken(String.join("", texts), "examples", server);
    }

    private static void taken(String manifests, String name, ApiServer server) throws IOException {
        Path file = Helm.CHARTS.resolve("target/" + name + ".yaml");
        Files.writeString(file, manifests);
        var said = server.kubectl("apply", "--server-side", "--dry-run=server", "-f", file.toString());
        assertThat(said.lines().toList())
                .hasSameSizeAs(Manifests.of(manifests))
                .allSatisfy(line -> assertThat(line).endsWith("serverside-applied (server dry run)"));
    }
}
