package dev.parley.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.Definitions;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// values.yaml is where a value is explained; docs/install.md repeats it, and the schema knows the same ones.
@DisplayName("Values")
class ValuesTest {
    private static final Path DOCUMENT = Definitions.root().resolve("docs/install.md");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z-]*):(?: .*)?");
    private static final Pattern WORDS = Pattern.compile(" *# (.*)");
    private static final Set<String> OF_HELM = Set.of("global", "parley-crds");

    /// One value, with what its comment says.
    record Value(String path, Object standard, String words) {
        String row() {
            String json = Serialization.asJson(standard).replaceAll("\\s+", " ");
            String shown =
                    Set.of("\"\"", "[]", "{}", "[ ]", "{ }").contains(json) ? "" : "`" + json.replace("\"", "") + "`";
            return "| `%s` | %s | %s |".formatted(path, shown, words);
        }
    }

    @ParameterizedTest(name = "of {0} have their line in docs/install.md")
    @CsvSource({"parley, values, ''", "parley/charts/coturn, coturn values, coturn."})
    void table(String chart, String section, String prefix) throws IOException {
        var rows = Stream.concat(
                Stream.of("| value | default | meaning |", "|---|---|---|"),
                valuesOf(chart).stream()
                        .filter(it -> prefix.isEmpty() || !it.path.equals("enabled"))
                        .map(it -> new Value(prefix + it.path, it.standard, it.words).row()));
        String wanted = rows.collect(Collectors.joining("\n"));
        String document = Files.readString(DOCUMENT);
        var made = Pattern.compile("(?s)(<!-- made: " + section + " -->\n).*?(\n<!-- end -->)")
                .matcher(document);
        assertThat(made.find()).as("docs/install.md has a place for them").isTrue();
        String renewed = made.replaceFirst(Matcher.quoteReplacement(made.group(1) + wanted + made.group(2)));
        if (Boolean.getBoolean("parley.golden")) {
            Files.writeString(DOCUMENT, renewed);
            return;
        }
        assertThat(document).isEqualTo(renewed);
    }

    @ParameterizedTest(name = "of {0} are those that its schema knows")
    @CsvSource({"parley", "parley/charts/coturn"})
    void schema(String chart) throws IOException {
        var schema = read(chart, "values.schema.json");
        var known = new ArrayList<String>();
        leaves(schema, "", known);
        assertThat(known.stream().filter(it -> !OF_HELM.contains(it)))
                .containsExactlyInAnyOrderElementsOf(
                        valuesOf(chart).stream().map(Value::path).toList());
    }

    @Test
    @DisplayName("that are not told to be anything are refused, at every depth of the schema")
    void strict() throws IOException {
        for (String chart : List.of("parley", "parley/charts/coturn")) {
            var open = new ArrayList<String>();
            open(read(chart, "values.schema.json"), "", open);
            // Subcharts and resources are checked by schemas of their own.
            assertThat(open).isSubsetOf("/global", "/parley-crds", "/coturn", "/meeting/spec", "/meeting/regions/spec");
        }
    }

    private static List<Value> valuesOf(String chart) throws IOException {
        var values = read(chart, "values.yaml");
        var found = new ArrayList<Value>();
        var path = new ArrayList<String>();
        var words = new ArrayList<String>();
        int within = Integer.MAX_VALUE;
        for (String line : Files.readAllLines(Helm.CHARTS.resolve(chart).resolve("values.yaml"))) {
            Matcher comment = WORDS.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                words.add(comment.group(1));
            } else if (key.matches() && key.group(1).length() / 2 <= within) {
                int depth = key.group(1).length() / 2;
                path.subList(depth, path.size()).clear();
                path.add(key.group(2));
                within = words.isEmpty() ? Integer.MAX_VALUE : depth;
                if (!words.isEmpty()) {
                    Object standard = Objects.requireNonNull(Manifests.at(values, path.toArray(String[]::new)));
                    found.add(new Value(String.join(".", path), standard, String.join(" ", words)));
                } else {
                    assertThat(Manifests.at(values, path.toArray(String[]::new)))
                            .as("%s has no comment", path)
                            .isInstanceOf(Map.class);
                }
                words.clear();
            } else {
                words.clear();
            }
        }
        return found;
    }

    /// A property without properties of its own is a value; so is one whose shape others share.
    private static void leaves(Object schema, String path, List<String> found) {
        if (Manifests.at(schema, "properties") instanceof Map<?, ?> properties) {
            for (var property : properties.entrySet()) {
                String name = path + (path.isEmpty() ? "" : ".") + property.getKey();
                boolean isShape = Manifests.at(property.getValue(), "$ref") != null;
                boolean hasMore = Manifests.at(property.getValue(), "properties") != null;
                if (isShape || !hasMore || isWhole(name)) {
                    found.add(name);
                } else {
                    leaves(property.getValue(), name, found);
                }
            }
        }
    }

    /// Explained as one, though the schema knows what is in them.
    private static boolean isWhole(String name) {
        return Set.of("resources", "relayPorts").contains(name);
    }

    private static void open(@Nullable Object schema, String path, List<String> found) {
        if (schema instanceof Map<?, ?> map) {
            boolean isOpen = "object".equals(map.get("type")) && !map.containsKey("additionalProperties");
            if (isOpen) {
                found.add(path);
            }
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((name, inner) -> open(inner, path + "/" + name, found));
            }
            if (map.get("definitions") instanceof Map<?, ?> definitions) {
                definitions.forEach((name, inner) -> open(inner, "#" + name, found));
            }
            open(map.get("items"), path, found);
        }
    }

    private static Map<?, ?> read(String chart, String file) throws IOException {
        return Serialization.unmarshal(
                Files.readString(Helm.CHARTS.resolve(chart).resolve(file)), TreeMap.class);
    }
}
