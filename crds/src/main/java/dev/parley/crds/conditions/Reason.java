package dev.parley.crds.conditions;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Why a condition is what it is: one word for programs. New ones may come, so the schema lists none.
public sealed interface Reason permits ClusterReason, EdgeReason, RecordingReason {
    String name();

    /// As it is written in a condition: `RedisUnreachable`.
    default String word() {
        return Arrays.stream(name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
