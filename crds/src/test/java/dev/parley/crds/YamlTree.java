package dev.parley.crds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// YAML as maps and lists.
public final class YamlTree {
    private YamlTree() {}

    @SuppressWarnings("unchecked") // the keys of every document here are words
    public static Map<String, Object> read(Path file) {
        try {
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    /// What a path of keys leads to, null where nothing is; a number is a place in a list.
    public static @Nullable Object at(@Nullable Object tree, String... path) {
        Object here = tree;
        for (String step : path) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> list.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return here;
    }

    public static Map<?, ?> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }

    public static List<?> list(@Nullable Object tree) {
        return tree instanceof List<?> list ? list : List.of();
    }

    /// A merge patch (RFC 7396).
    public static Object merged(@Nullable Object base, @Nullable Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return Objects.requireNonNull(patch);
        }
        var result = new LinkedHashMap<String, Object>();
        map(base).forEach((key, value) -> result.put((String) key, value));
        changes.forEach((key, value) -> {
            if (value == null) {
                result.remove(key);
            } else {
                result.put((String) key, merged(result.get(key), value));
            }
        });
        return result;
    }

    /// The schema of the one version of a definition.
    public static Map<?, ?> schemaOf(Map<String, Object> definition) {
        return map(at(definition, "spec", "versions", "0", "schema", "openAPIV3Schema"));
    }
}
