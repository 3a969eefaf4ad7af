package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.Definitions;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithHelm
@DisplayName("What lies elsewhere in this repository is in the charts as it is there")
class SourcesTest {
    private static final Path PARLEY = Helm.CHARTS.resolve("parley");
    private final Helm helm;

    SourcesTest(Helm helm) {
        this.helm = helm;
    }

    @Test
    @DisplayName("the dashboards, byte for byte")
    void dashboards() throws IOException {
        var rendered = new TreeMap<String, Object>();
        Manifests.ofKind("ConfigMap", everything()).forEach(it -> rendered.putAll(texts(it, "data")));
        assertThat(rendered).isEqualTo(filesOf("dashboards"));
    }

    @Test
    @DisplayName("the alerts, but for what stands before their runbooks")
    void alerts() throws IOException {
        var rendered = new TreeMap<String, Object>();
        Manifests.ofKind("PrometheusRule", everything())
                .forEach(it -> rendered.put(Manifests.name(it), Manifests.at(it, "spec", "groups")));
        var sources = new TreeMap<String, Object>();
        for (var file : filesOf("alerts").entrySet()) {
            String name = "parley-" + file.getKey().replace(".yaml", "");
            String text = file.getValue()
                    .replace("runbook_url: docs/", "runbook_url: https://git.example.com/parley/blob/main/docs/");
            sources.put(name, Serialization.unmarshal(text, Map.class).get("groups"));
        }
        assertThat(rendered).isEqualTo(sources);
    }

    @Test
    @DisplayName("the definitions")
    void definitions() throws IOException {
        var rendered =
                Manifests.ofKind("CustomResourceDefinition", everything()).toList();
        var sources = new TreeMap<String, Object>();
        try (var files = Files.list(Helm.CHARTS.resolve("parley-crds/templates"))) {
            for (Path file : files.toList()) {
                var definition = Serialization.unmarshal(Files.readString(file), Map.class);
                sources.put(String.valueOf(Manifests.at(definition, "metadata", "name")), definition);
            }
        }
        assertThat(rendered).hasSameSizeAs(sources.keySet());
        assertThat(rendered).allSatisfy(it -> assertThat(it).isEqualTo(sources.get(Manifests.name(it))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"default", "namespaced"})
    @DisplayName("the permissions: each rule once, and no other")
    void permissions(String values) throws IOException {
        var rules = Stream.of("Role", "ClusterRole")
                .flatMap(kind -> Manifests.ofKind(kind, rendered(values)))
                .flatMap(role -> Manifests.listAt(role, "rules").stream())
                .distinct();
        var wanted = Manifests.of(Files.readString(PARLEY.resolve("permissions.yaml"))).stream()
                .filter(role ->
                        values.equals("default") || !Manifests.name(role).endsWith("-definitions"))
                .flatMap(role -> Manifests.listAt(role, "rules").stream());
        assertThat(rules).containsExactlyInAnyOrderElementsOf(wanted.toList());
    }

    @Test
    @DisplayName("in namespaced mode nothing but machines is looked at in the whole cluster")
    void namespaced() {
        var global = Manifests.ofKind("ClusterRole", rendered("namespaced")).toList();
        assertThat(global).hasSize(1);
        assertThat(Manifests.listAt(global.getFirst(), "rules"))
                .containsExactly(Map.of(
                        "apiGroups", List.of(""), "resources", List.of("nodes"), "verbs", List.of("list", "watch")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"parley", "parley-crds", "parley/charts/coturn"})
    @DisplayName("the version, which is the root pom's")
    void versions(String chart) throws IOException {
        var about = about(chart);
        assertThat(about.get("version")).isEqualTo(System.getProperty("parley.version"));
        if (!chart.endsWith("coturn")) {
            assertThat(about.get("appVersion")).isEqualTo(System.getProperty("parley.version"));
        }
    }

    @Test
    @DisplayName("the images that may be pulled")
    void images() throws IOException {
        var about = about("parley");
        String told = String.valueOf(Manifests.at(about, "annotations", "artifacthub.io/images"));
        var wanted = Stream.concat(
                Stream.of("operator", "signaling", "media-node")
                        .map(it -> "parley.local/parley-" + it + ":" + System.getProperty("parley.version")),
                Stream.of(
                        Manifests.at(values("parley"), "images", "redis"),
                        Manifests.at(values("parley/charts/coturn"), "image")));
        assertThat(told.lines()
                        .filter(line -> line.contains("image: "))
                        .map(line -> line.replaceFirst(".*image: ", "")))
                .containsExactlyElementsOf(wanted.map(String::valueOf).toList());
    }

    @Test
    @DisplayName("and all of it is in the package that is made of a chart")
    void packaged() throws IOException {
        Path folder = Files.createDirectories(Helm.CHARTS.resolve("target/packaged"));
        helm.run("package", PARLEY.toString(), "--destination", folder.toString())
                .printed();
        String packaged = folder.resolve("parley-" + System.getProperty("parley.version") + ".tgz")
                .toString();
        String values = GoldenTest.values("production").toString();
        assertThat(helm.run("template", Helm.RELEASE, packaged, "-n", Helm.NAMESPACE, "-f", values)
                        .printed())
                .isEqualTo(helm.template(GoldenTest.values("production")));
    }

    @Test
    @DisplayName("settings have the names and defaults that docs/configuration.md tells")
    void settings() throws IOException {
        String told = Files.readString(Definitions.root().resolve("docs/configuration.md"));
        var container = Manifests.listAt(deployment(rendered("production")), "spec", "template", "spec", "containers")
                .getFirst();
        assertThat(Manifests.listAt(container, "env"))
                .extracting(it -> "`" + it.get("name") + "`")
                .filteredOn(name -> !name.equals("`JAVA_TOOL_OPTIONS`"))
                .allSatisfy(name -> assertThat(told).contains(name));
        assertThat(told).contains("| `" + Manifests.at(values("parley"), "images", "redis") + "` |");
    }

    private static Map<?, ?> about(String chart) throws IOException {
        return Serialization.unmarshal(
                Files.readString(Helm.CHARTS.resolve(chart).resolve("Chart.yaml")), Map.class);
    }

    private static Map<?, ?> values(String chart) throws IOException {
        return Serialization.unmarshal(
                Files.readString(Helm.CHARTS.resolve(chart).resolve("values.yaml")), Map.class);
    }

    private List<Map<String, Object>> everything() {
        return rendered("production");
    }

    private List<Map<String, Object>> rendered(String values) {
        return Manifests.of(helm.template(GoldenTest.values(values)));
    }

    private static Map<String, Object> deployment(List<Map<String, Object>> objects) {
        return Manifests.ofKind("Deployment", objects)
                .filter(it -> Manifests.name(it).equals("parley-operator"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> texts(Map<String, Object> object, String field) {
        return (Map<String, Object>) Objects.requireNonNull(object.get(field));
    }

    private static Map<String, String> filesOf(String folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(PARLEY.resolve(folder))) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
