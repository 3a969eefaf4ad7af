package dev.parley.crds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.parley.crds.Definitions;
import dev.parley.crds.Parley;
import dev.parley.crds.YamlTree;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Compatibility: what the last release accepted and kept, this one does too")
class CompatibilityTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @Test
    @DisplayName("the committed CRDs break nothing of the last release")
    void nothingBroken() {
        for (var kind : Parley.KINDS) {
            var breaks = Compatibility.breaks(
                    YamlTree.read(RELEASED.resolve(CustomResource.getCRDName(kind) + ".yaml")),
                    YamlTree.read(Definitions.file(kind)));
            assertThat(breaks)
                    .as(
                            "%s refuses or loses what the last release took. Undo it, or serve a new version beside"
                                    + " the old one. At a release: scripts/crds --released",
                            kind.getSimpleName())
                    .isEmpty();
        }
    }

    /// What is changed in a schema of two fields, and what is found.
    static List<Arguments> plantedBreaks() {
        return List.of(
                planted("a field is taken away", fields -> fields.remove("name"), ".spec.name: is gone"),
                planted(
                        "a text becomes a number",
                        set("name", "type", "integer"),
                        ".spec.name type: was string (is integer)"),
                planted(
                        "a text may be shorter only",
                        set("name", "maxLength", 32),
                        ".spec.name maxLength: was 63.0 (is 32.0)"),
                planted("a text must be longer", set("name", "minLength", 3), ".spec.name minLength: was 1.0 (is 3.0)"),
                planted("a pattern is another one", set("name", "pattern", "^b"), ".spec.name pattern: was ^a (is ^b)"),
                planted("a number's bound falls", set("count", "maximum", 9), ".spec.count maximum: was 10.0 (is 9.0)"),
                planted("a number's bound rises", set("count", "minimum", 1), ".spec.count minimum: was 0.0 (is 1.0)"),
                planted("a bound appears", set("free", "maxLength", 9), ".spec.free maxLength: was none (is 9.0)"),
                planted("a pattern appears", set("free", "pattern", "x"), ".spec.free pattern: was none (is x)"),
                planted("a choice is taken away", set("mode", "enum", List.of("On")), ".spec.mode enum: Off is gone"),
                planted("choices appear", set("free", "enum", List.of("a")), ".spec.free enum: was any (is [a])"),
                planted("a default changes", set("count", "default", 2), ".spec.count default: was 1 (is 2)"),
                planted("a default is taken away", unset("count", "default"), ".spec.count default: was 1 (is none)"),
                planted(
                        "a list has fewer entries",
                        set("items", "maxItems", 3),
                        ".spec.items maxItems: was 4.0 (is 3.0)"),
                planted(
                        "a list is merged otherwise",
                        set("items", "x-kubernetes-list-type", "atomic"),
                        ".spec.items x-kubernetes-list-type: was map (is atomic)"),
                planted(
                        "a field within a list is taken away",
                        fields -> within(fields, "items", "items", "properties").remove("value"),
                        ".spec.items[].value: is gone"),
                planted(
                        "a field within a list is required",
                        fields -> within(fields, "items", "items").put("required", List.of("key", "value")),
                        ".spec.items[].value: was optional (is required)"),
                planted(
                        "a rule appears",
                        set("count", "x-kubernetes-validations", List.of(Map.of("rule", "self > 2"))),
                        ".spec.count rule: is new: self > 2"),
                planted(
                        "a rule is another one",
                        set("name", "x-kubernetes-validations", List.of(Map.of("rule", "self != 'b'"))),
                        ".spec.name rule: is new: self != 'b'"),
                planted(
                        "a number is smaller",
                        set("count", "format", "int32"),
                        ".spec.count format: was int64 (is int32)"));
    }

    /// What may be done at any time.
    static List<Arguments> harmlessChanges() {
        return List.of(
                harmless("a field is added", fields -> fields.put("more", Map.of("type", "string"))),
                harmless("a description is better", set("name", "description", "better")),
                harmless("a text may be longer", set("name", "maxLength", 64)),
                harmless("a pattern is dropped", unset("name", "pattern")),
                harmless("a rule is dropped", unset("name", "x-kubernetes-validations")),
                harmless(
                        "a rule says it better",
                        set(
                                "name",
                                "x-kubernetes-validations",
                                List.of(Map.of("rule", "self != 'a'", "message", "better")))),
                harmless("a number's bound is dropped", unset("count", "maximum")),
                harmless("a choice is added", set("mode", "enum", List.of("On", "Off", "Auto"))),
                harmless("any word will do", unset("mode", "enum")));
    }

    interface Change extends Consumer<Map<String, Object>> {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedBreaks")
    @DisplayName("a break is found and named")
    void found(String what, Change change, String told) {
        assertThat(Compatibility.breaks(definition(), changed(change))).as(what).containsExactly(told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmlessChanges")
    @DisplayName("what breaks nothing is let through")
    void letThrough(String what, Change change) {
        assertThat(Compatibility.breaks(definition(), changed(change))).as(what).isEmpty();
    }

    @Test
    @DisplayName("a new required field is a break, unless it is filled in")
    void required() {
        var strict = definition();
        within(strict, "spec", "versions", "0", "schema", "openAPIV3Schema", "properties", "spec")
                .put("required", List.of("name", "free", "count"));
        assertThat(Compatibility.breaks(definition(), strict))
                .containsExactly(".spec.free: was optional (is required)");
    }

    @Test
    @DisplayName("a version, a name or a subresource that goes is a break")
    void names() {
        var unserved = definition();
        within(unserved, "spec", "versions", "0").put("served", false);
        assertThat(Compatibility.breaks(definition(), unserved)).containsExactly("v1alpha1: is no longer served");

        var unscaled = definition();
        within(unscaled, "spec", "versions", "0", "subresources").remove("scale");
        assertThat(Compatibility.breaks(definition(), unscaled))
                .containsExactly("subresource scale: was {specReplicasPath=.spec.count} (is none)");

        var renamed = definition();
        within(renamed, "spec", "names").put("shortNames", List.of("things"));
        within(renamed, "spec").put("scope", "Cluster");
        assertThat(Compatibility.breaks(definition(), renamed))
                .containsExactly("scope: was Namespaced (is Cluster)", "shortNames: th is gone");
    }

    private static Arguments planted(String what, Change change, String told) {
        return Arguments.of(what, change, told);
    }

    private static Arguments harmless(String what, Change change) {
        return Arguments.of(what, change);
    }

    private static Change set(String field, String key, Object value) {
        return fields -> within(fields, field).put(key, value);
    }

    private static Change unset(String field, String key) {
        return fields -> within(fields, field).remove(key);
    }

    private static Map<String, Object> changed(Change change) {
        var definition = definition();
        change.accept(within(
                definition, "spec", "versions", "0", "schema", "openAPIV3Schema", "properties", "spec", "properties"));
        return definition;
    }

    private static Map<String, Object> definition() {
        return YamlTree.read(Path.of("src/test/resources/compatibility/thing.yaml"));
    }

    @SuppressWarnings("unchecked") // the keys of every document here are words
    private static Map<String, Object> within(Map<String, Object> tree, String... path) {
        return YamlTree.at(tree, path) instanceof Map<?, ?> map
                ? (Map<String, Object>) map
                : fail("nothing at " + String.join(".", path));
    }
}
