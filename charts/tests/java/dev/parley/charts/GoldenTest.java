package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each folder of `golden/` is a case: `values.yaml`, and beside it, one file each, every object that they become.
/// `make golden` writes them anew; the diff is then what somebody has to look at.
@WithHelm
@DisplayName("Values become these objects")
class GoldenTest {
    static final Path CASES = Helm.CHARTS.resolve("tests/golden");
    private static final boolean RENEW = Boolean.getBoolean("parley.golden");

    /// These lie elsewhere in this repository, and another test compares.
    private static final Map<String, String> ELSEWHERE =
            Map.of("PrometheusRule", "spec", "CustomResourceDefinition", "spec", "ConfigMap", "data");

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    /// The values of a case.
    static Path values(String name) {
        return CASES.resolve(name).resolve("values.yaml");
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("as the folder has it")
    void golden(Path folder, Helm helm) throws IOException {
        var made = new TreeMap<String, String>();
        for (var object : Manifests.of(helm.template(folder.resolve("values.yaml")))) {
            assertThat(made.put(Manifests.title(object) + ".yaml", Serialization.asYaml(shortened(object))))
                    .as("two of one name: %s", Manifests.title(object))
                    .isNull();
        }
        if (RENEW) {
            write(folder, made);
        }
        assertThat(kept(folder)).containsExactlyEntriesOf(made);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("and Helm's linter likes the charts with them")
    void lint(Path folder, Helm helm) {
        lint(helm, "parley", "-f", folder.resolve("values.yaml").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley-crds", "parley/charts/coturn"})
    @DisplayName("and Helm's linter likes those that need none")
    void lint(String chart, Helm helm) {
        lint(helm, chart);
    }

    private static void lint(Helm helm, String chart, String... options) {
        var command = new ArrayList<>(
                List.of("lint", "--strict", Helm.CHARTS.resolve(chart).toString()));
        command.addAll(List.of(options));
        assertThat(helm.run(command.toArray(String[]::new)).printed())
                .contains("1 chart(s) linted, 0 chart(s) failed")
                .doesNotContain("[WARNING]", "[ERROR]");
    }

    private static Map<String, Object> shortened(Map<String, Object> object) {
        var copy = new TreeMap<>(object);
        String elsewhere = ELSEWHERE.get(Manifests.kind(object));
        if (elsewhere != null) {
            copy.put(elsewhere, Map.of());
        }
        if (Manifests.kind(object).equals("Secret")) {
            assertThat(String.valueOf(Manifests.at(object, "data", "secret"))).hasSizeGreaterThanOrEqualTo(64);
            copy.put("data", Map.of("secret", "made at random"));
        }
        return copy;
    }

    private static SortedMap<String, String> kept(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (Path file : outputs(folder)) {
            files.put(file.getFileName().toString(), Files.readString(file));
        }
        return files;
    }

    private static void write(Path folder, SortedMap<String, String> made) throws IOException {
        for (Path file : outputs(folder)) {
            Files.delete(file);
        }
        for (var entry : made.entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
    }

    private static List<Path> outputs(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("values.yaml"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }
}
