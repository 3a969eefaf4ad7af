package dev.parley.crds;

import static dev.parley.crds.YamlTree.at;
import static dev.parley.crds.YamlTree.list;
import static dev.parley.crds.YamlTree.map;
import static dev.parley.crds.YamlTree.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The cases are in `src/test/resources/rules`. A rule is named by the path to where it stands in the
/// schema, and its place there: `spec.redis#1`.
@DisplayName("Rules: what each accepts, what it refuses, and what a person reads then")
class RulesTest {
    private static final List<String> KINDS =
            Parley.KINDS.stream().map(Class::getSimpleName).toList();
    private static final int FEWEST_RULES = 25;

    private record Case(Object base, Map<?, ?> told) {
        String rule() {
            return String.valueOf(told.get("rule"));
        }

        GenericKubernetesResource with(Object patch) {
            return Serialization.unmarshal(Serialization.asJson(merged(base, patch)), GenericKubernetesResource.class);
        }

        boolean isOfStatus() {
            return rule().startsWith("status");
        }
    }

    @TestFactory
    @WithApiServer
    @DisplayName("on the API server")
    Stream<DynamicTest> rules(ApiServer server) {
        return KINDS.stream()
                .flatMap(kind -> cases(kind).stream()
                        .map(it -> DynamicTest.dynamicTest(kind + " " + it.rule(), () -> check(server, it))));
    }

    private static void check(ApiServer server, Case it) {
        if (it.told().get("from") instanceof Map<?, ?> from) {
            var created = server.client().resource(it.with(Map.of())).create();
            try {
                begin(server, it, from);
                tryBoth(it, patch -> change(server, it, merged(from, patch)));
            } finally {
                server.client().resource(created).delete();
            }
        } else {
            tryBoth(
                    it,
                    patch -> server.client().resource(it.with(patch)).dryRun().create());
        }
    }

    private interface Attempt {
        void with(Object patch);
    }

    private static void tryBoth(Case it, Attempt attempt) {
        attempt.with(map(it.told().get("accept")));
        if (it.told().get("reject") instanceof Map<?, ?> refused) {
            assertThatThrownBy(() -> attempt.with(refused))
                    .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                        assertThat(refusal.getCode()).isEqualTo(422);
                        var causes = refusal.getStatus().getDetails().getCauses();
                        assertThat(causes).extracting(StatusCause::getField).containsExactly((String)
                                it.told().get("field"));
                        assertThat(causes.getFirst().getMessage())
                                .endsWith(": " + it.told().get("told"));
                    });
        }
    }

    /// Brings an object to where the case begins.
    private static void begin(ApiServer server, Case it, Map<?, ?> from) {
        server.client().resource(it.with(from)).patch();
        if (from.containsKey("status")) {
            server.client().resource(it.with(from)).patchStatus();
        }
    }

    private static void change(ApiServer server, Case it, Object patch) {
        var resource = server.client().resource(it.with(patch)).dryRun();
        if (it.isOfStatus()) {
            resource.updateStatus();
        } else {
            resource.update();
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    @DisplayName("every rule has its cases")
    void allRules(String kind) {
        var rules = rulesOf(kind);
        var tried = cases(kind).stream().map(it -> rules.get(it.rule())).toList();
        assertThat(tried).as("rules that the cases name").doesNotContainNull();
        assertThat(tried).containsAll(rules.values());
    }

    @Test
    @DisplayName("there are enough of them")
    void enough() {
        var all = KINDS.stream()
                .flatMap(kind -> rulesOf(kind).values().stream())
                .distinct()
                .toList();
        System.out.println("» " + all.size() + " different rules");
        assertThat(all).hasSizeGreaterThanOrEqualTo(FEWEST_RULES);
    }

    @Test
    @DisplayName("every message has the value and what was expected")
    void messages() {
        for (String kind : KINDS) {
            assertThat(cases(kind))
                    .filteredOn(it -> it.told().containsKey("told"))
                    .allSatisfy(it -> assertThat((String) it.told().get("told"))
                            .matches(
                                    "[a-zA-Z.]+: .+ \\(expected: .+\\)|[a-zA-Z.]+: .+ \\(expected (with|after) .+\\)"));
        }
    }

    private static List<Case> cases(String kind) {
        var file = YamlTree.read(Path.of("src/test/resources/rules", kind.toLowerCase(Locale.ROOT) + ".yaml"));
        var cases = new ArrayList<Case>();
        list(file.get("cases")).forEach(it -> cases.add(new Case(map(file.get("base")), map(it))));
        return cases;
    }

    /// All rules of a kind by their names. Shapes that several fields have bring the same rules to each.
    private static Map<String, Object> rulesOf(String kind) {
        var definition = Parley.KINDS.stream()
                .filter(it -> it.getSimpleName().equals(kind))
                .map(it -> YamlTree.read(Definitions.file(it)))
                .findFirst()
                .orElseThrow();
        var found = new TreeMap<String, Object>();
        collect(found, "", YamlTree.schemaOf(definition));
        return found;
    }

    private static void collect(Map<String, Object> found, String path, Map<?, ?> schema) {
        var rules = list(schema.get("x-kubernetes-validations"));
        for (int i = 0; i < rules.size(); i++) {
            found.put(
                    path + "#" + i,
                    List.of(map(rules.get(i)).get("rule"), String.valueOf(at(rules.get(i), "fieldPath"))));
        }
        map(schema.get("properties"))
                .forEach((name, inner) ->
                        collect(found, path.isEmpty() ? (String) name : path + "." + name, map(inner)));
        if (schema.get("items") instanceof Map<?, ?> items) {
            collect(found, path + "[]", items);
        }
    }
}
