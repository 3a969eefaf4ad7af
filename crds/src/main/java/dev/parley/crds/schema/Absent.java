package dev.parley.crds.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list or a map that is not written is an empty one.
public final class Absent {
    private Absent() {}

    public static <T> List<T> asEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    public static <V> Map<String, V> asEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
