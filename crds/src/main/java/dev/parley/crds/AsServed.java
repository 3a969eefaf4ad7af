package dev.parley.crds;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource as the API server would hand it out: with every default of its schema filled in. For tests
/// and tools that read a file; what comes from an API server is complete already.
public final class AsServed {
    private AsServed() {}

    public static <T extends CustomResource<?, ?>> T read(String yaml, Class<T> kind) {
        var version = Parley.definition(kind).getSpec().getVersions().getFirst();
        Map<?, ?> schema = tree(Serialization.asJson(version.getSchema().getOpenAPIV3Schema()));
        return Serialization.unmarshal(Serialization.asJson(filled(tree(yaml), schema)), kind);
    }

    /// From the outside to the inside, so that the default of an object gets the defaults of its fields.
    private static Object filled(Object value, Map<?, ?> schema) {
        return switch (value) {
            case Map<?, ?> object -> filledObject(object, schema);
            case List<?> list ->
                list.stream()
                        .map(item -> filled(item, map(schema.get("items"))))
                        .toList();
            default -> value;
        };
    }

    private static Map<String, Object> filledObject(Map<?, ?> object, Map<?, ?> schema) {
        var result = new LinkedHashMap<String, Object>();
        var fields = map(schema.get("properties"));
        object.forEach((name, value) -> result.put((String) name, filled(value, map(fields.get(name)))));
        fields.forEach((name, field) -> {
            Object given = map(field).get("default");
            if (given != null) {
                result.putIfAbsent((String) name, filled(given, map(field)));
            }
        });
        return result;
    }

    private static Map<?, ?> tree(String text) {
        return Serialization.unmarshal(text, Map.class);
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }
}
