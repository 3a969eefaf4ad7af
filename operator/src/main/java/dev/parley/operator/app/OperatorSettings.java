package dev.parley.operator.app;

import dev.parley.operator.desired.Release;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What can be set, by environment variable. `docs/configuration.md` describes each.
///
/// @param namespaces those that are watched; none: all
/// @param leaseNamespace where those that would lead agree on one; empty: this one leads without asking
record OperatorSettings(Set<String> namespaces, String leaseNamespace, String instance, Release release) {
    private static final String REDIS = "docker.io/library/redis:7.4.2";
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }

    /// `property`: how to look one up; absent is null. Fails with one clear sentence on the first that is wrong.
    static OperatorSettings read(Function<String, @Nullable String> property) {
        var namespaces = Arrays.stream(
                        or(property, "parley.operator-namespaces", "").split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(it -> namespace("PARLEY_OPERATOR_NAMESPACES", it))
                .collect(Collectors.toSet());
        String lease = or(property, "parley.operator-lease-namespace", "");
        return new OperatorSettings(
                namespaces,
                lease.isEmpty() ? lease : namespace("PARLEY_OPERATOR_LEASE_NAMESPACE", lease),
                or(property, "parley.operator-instance", "parley-operator"),
                new Release(
                        or(property, "parley.operator-registry", "parley"),
                        needed(property, "parley.operator-version", "the release to run where nobody says another"),
                        or(property, "parley.operator-redis-image", REDIS)));
    }

    private static String namespace(String variable, String name) {
        if (!NAMESPACE.matcher(name).matches()) {
            throw new BadSetting(variable + ": " + name + " (expected: names of namespaces, with commas between)");
        }
        return name;
    }

    private static String needed(Function<String, @Nullable String> property, String name, String expected) {
        String value = or(property, name, "");
        if (value.isEmpty()) {
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            throw new BadSetting(variable + ": not set (expected: " + expected + ")");
        }
        return value;
    }

    private static String or(Function<String, @Nullable String> property, String name, String otherwise) {
        String value = property.apply(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
