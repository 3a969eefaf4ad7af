package dev.parley.operator.desired;

import dev.parley.crds.cluster.ApiKey;
import java.util.List;

/// The keys that tokens are signed with.
public final class ApiKeys {
    private ApiKeys() {}

    /// The schema sees to it that there is exactly one.
    public static ApiKey current(List<ApiKey> keys) {
        return keys.stream()
                .filter(key -> key.acceptedUntil() == null)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("apiKeys: none without acceptedUntil (expected: exactly 1)"));
    }
}
