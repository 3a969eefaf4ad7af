package dev.parley.charts;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a chart becomes: objects as maps, since some are of kinds that no library here knows.
final class Manifests {
    private static final Pattern BETWEEN = Pattern.compile("(?m)^---$");

    private Manifests() {}

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> of(String manifests) {
        return BETWEEN.splitAsStream(manifests)
                .filter(it -> it.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(it -> (Map<String, Object>) Serialization.unmarshal(it, TreeMap.class))
                .toList();
    }

    static String kind(Map<String, Object> object) {
        return String.valueOf(object.get("kind"));
    }

    static String name(Map<String, Object> object) {
        return String.valueOf(at(object, "metadata", "name"));
    }

    /// How it is called in messages and files: `role-parley-operator`, with its namespace if it is not the release's.
    static String title(Map<String, Object> object) {
        Object namespace = at(object, "metadata", "namespace");
        String elsewhere = namespace == null || namespace.equals(Helm.NAMESPACE) ? "" : namespace + "-";
        return kind(object).toLowerCase(Locale.ROOT) + "-" + elsewhere + name(object);
    }

    static Stream<Map<String, Object>> ofKind(String kind, List<Map<String, Object>> objects) {
        return objects.stream().filter(it -> kind(it).equals(kind));
    }

    /// What is at the end of a path, or null where it ends before.
    static @Nullable Object at(Object object, String... path) {
        @Nullable Object here = object;
        for (String step : path) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> listAt(Object object, String... path) {
        return (List<Map<String, Object>>) Optional.ofNullable(at(object, path)).orElseGet(List::of);
    }
}
