package dev.parley.crds.compatibility;

import static dev.parley.crds.YamlTree.at;
import static dev.parley.crds.YamlTree.list;
import static dev.parley.crds.YamlTree.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds what a definition no longer accepts, keeps or offers that the one of an earlier release did. It
/// errs on the side of refusing: a pattern or a rule that is another one counts as a narrower one.
final class Compatibility {
    /// Bounds that must not grow, and those that must not shrink. One that was not there before narrows, too.
    private static final List<String> LEAST = List.of("minimum", "minLength", "minItems", "minProperties");

    private static final List<String> MOST = List.of("maximum", "maxLength", "maxItems", "maxProperties");

    /// What must stay as it is wherever it was said, and must not appear where it was not.
    private static final List<String> CONSTANT = List.of(
            "type",
            "format",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields",
            "nullable");

    private final List<String> broken = new ArrayList<>();

    private Compatibility() {}

    /// One sentence for each break: where, what was, what is.
    static List<String> breaks(Map<String, Object> released, Map<String, Object> now) {
        var compatibility = new Compatibility();
        compatibility.names(released, now);
        for (Object version : list(at(released, "spec", "versions"))) {
            compatibility.version(map(version), now);
        }
        return List.copyOf(compatibility.broken);
    }

    private void names(Map<String, Object> released, Map<String, Object> now) {
        same("group", at(released, "spec", "group"), at(now, "spec", "group"));
        same("scope", at(released, "spec", "scope"), at(now, "spec", "scope"));
        for (String name : List.of("kind", "listKind", "plural", "singular")) {
            same(name, at(released, "spec", "names", name), at(now, "spec", "names", name));
        }
        for (String names : List.of("shortNames", "categories")) {
            gone(names, list(at(released, "spec", "names", names)), list(at(now, "spec", "names", names)));
        }
    }

    private void version(Map<?, ?> released, Map<String, Object> now) {
        var name = released.get("name");
        var found = list(at(now, "spec", "versions")).stream()
                .filter(it -> Objects.equals(at(it, "name"), name) && Boolean.TRUE.equals(at(it, "served")))
                .findFirst();
        if (found.isEmpty()) {
            broken.add(name + ": is no longer served");
            return;
        }
        map(released.get("subresources"))
                .forEach((subresource, was) ->
                        same("subresource " + subresource, was, at(found.get(), "subresources", (String) subresource)));
        schema("", map(at(released, "schema", "openAPIV3Schema")), map(at(found.get(), "schema", "openAPIV3Schema")));
    }

    private void schema(String path, Map<?, ?> released, Map<?, ?> now) {
        CONSTANT.forEach(key -> same(path + " " + key, released.get(key), now.get(key)));
        LEAST.forEach(key -> least(path + " " + key, number(released.get(key)), number(now.get(key))));
        MOST.forEach(key -> most(path + " " + key, number(released.get(key)), number(now.get(key))));
        values(path, released, now);
        for (Object rule : list(now.get("x-kubernetes-validations"))) {
            var expression = at(rule, "rule");
            if (list(released.get("x-kubernetes-validations")).stream()
                    .noneMatch(it -> Objects.equals(at(it, "rule"), expression))) {
                broken.add(path + " rule: is new: " + expression);
            }
        }
        fields(path, released, now);
        inner(path + "[]", released.get("items"), now.get("items"));
        inner(path + "{}", released.get("additionalProperties"), now.get("additionalProperties"));
    }

    private void values(String path, Map<?, ?> released, Map<?, ?> now) {
        if (now.containsKey("pattern")) {
            same(path + " pattern", released.get("pattern"), now.get("pattern"));
        }
        if (released.containsKey("enum") && now.containsKey("enum")) {
            gone(path + " enum", list(released.get("enum")), list(now.get("enum")));
        } else if (now.containsKey("enum")) {
            broken.add(path + " enum: was any (is " + now.get("enum") + ")");
        }
        // Of an object it follows from those of its fields, where a new field is no break.
        if (!(released.get("default") instanceof Map) || !(now.get("default") instanceof Map)) {
            same(path + " default", released.get("default"), now.get("default"));
        }
    }

    private void fields(String path, Map<?, ?> released, Map<?, ?> now) {
        var fields = map(now.get("properties"));
        map(released.get("properties")).forEach((name, was) -> {
            if (fields.containsKey(name)) {
                schema(path + "." + name, map(was), map(fields.get(name)));
            } else {
                broken.add(path + "." + name + ": is gone");
            }
        });
        for (Object name : list(now.get("required"))) {
            boolean isFilledIn = map(fields.get(name)).containsKey("default");
            if (!list(released.get("required")).contains(name) && !isFilledIn) {
                broken.add(path + "." + name + ": was optional (is required)");
            }
        }
    }

    private void inner(String path, @Nullable Object released, @Nullable Object now) {
        if (released instanceof Map<?, ?> was) {
            schema(path, was, map(now));
        }
    }

    private void same(String what, @Nullable Object was, @Nullable Object is) {
        if (!Objects.equals(was, is)) {
            broken.add("%s: was %s (is %s)".formatted(what, said(was), said(is)));
        }
    }

    private void gone(String what, List<?> were, List<?> are) {
        were.stream().filter(it -> !are.contains(it)).forEach(it -> broken.add(what + ": " + it + " is gone"));
    }

    private void least(String what, @Nullable Double was, @Nullable Double is) {
        if (is != null && (was == null || is > was)) {
            broken.add("%s: was %s (is %s)".formatted(what, said(was), said(is)));
        }
    }

    private void most(String what, @Nullable Double was, @Nullable Double is) {
        if (is != null && (was == null || is < was)) {
            broken.add("%s: was %s (is %s)".formatted(what, said(was), said(is)));
        }
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    private static String said(@Nullable Object value) {
        return value == null ? "none" : String.valueOf(value);
    }
}
