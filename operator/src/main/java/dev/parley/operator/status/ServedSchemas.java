package dev.parley.operator.status;

import dev.parley.crds.Parley;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Whether the API server knows every field of the resources that this operator knows. Of a spec it drops the
/// others, and it refuses a status with such a field, so no step of a drain could be written down. Helm installs
/// definitions once, so an operator may well be newer than they are.
///
/// What is served is read from the API server's OpenAPI, which everybody may read who may speak to it.
public final class ServedSchemas {
    private static final String PATH = "/openapi/v3/apis/" + Parley.GROUP + "/" + Parley.VERSION;

    /// Definitions are seldom changed; while one is outdated, somebody is about to.
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<Class<?>, Instant> fine = new ConcurrentHashMap<>();

    public ServedSchemas(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// A definition that lacks a field.
    ///
    /// @param field its path, such as `.status.regions`
    public record Outdated(String definition, String field, Map<?, ?> served) {
        public Outdated {
            served = Map.copyOf(served);
        }

        public String message() {
            return "CustomResourceDefinition %s: it lacks %s (expected: the definition of this operator's release)"
                    .formatted(definition, field);
        }

        /// A status without what would be refused.
        Object known(Object status) {
            return pruned(status, map(map(served.get("properties")).get("status")));
        }

        private static Object pruned(Object value, Map<?, ?> schema) {
            return switch (value) {
                case Map<?, ?> object -> {
                    var fields = map(schema.get("properties"));
                    var kept = new LinkedHashMap<Object, Object>();
                    object.forEach((name, field) -> {
                        if (field != null && fields.containsKey(name)) {
                            kept.put(name, pruned(field, map(fields.get(name))));
                        }
                    });
                    yield kept;
                }
                case List<?> list ->
                    list.stream()
                            .map(item -> pruned(item, map(schema.get("items"))))
                            .toList();
                default -> value;
            };
        }
    }

    /// Empty if nothing is wrong with the definition of this kind, or nobody can say.
    public Optional<Outdated> outdated(Class<?> kind) {
        Instant now = clock.instant();
        Instant known = fine.get(kind);
        if (known != null && now.isBefore(known.plus(GOOD_FOR))) {
            return Optional.empty();
        }
        var resource = Parley.KINDS.stream().filter(kind::equals).findFirst().orElseThrow();
        Optional<Outdated> outdated = served(resource)
                .flatMap(served -> missing(known(resource), served, "")
                        .map(field -> new Outdated(CustomResource.getCRDName(resource), field, served)));
        if (outdated.isEmpty()) {
            fine.put(kind, now);
        }
        return outdated;
    }

    private Optional<Map<?, ?>> served(Class<? extends CustomResource<?, ?>> kind) {
        try {
            String document = client.raw(PATH);
            var schemas = document == null
                    ? Map.of()
                    : map(map(Serialization.unmarshal(document, Map.class).get("components"))
                            .get("schemas"));
            return schemas.values().stream()
                    .<Map<?, ?>>map(ServedSchemas::map)
                    .filter(it -> isOf(it, HasMetadata.getKind(kind)))
                    .findFirst();
        } catch (KubernetesClientException _) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Map<?, ?> schema, String kind) {
        return schema.get("x-kubernetes-group-version-kind") instanceof Iterable<?> kinds
                && kinds.iterator().hasNext()
                && Objects.equals(map(kinds.iterator().next()).get("kind"), kind);
    }

    private static Map<?, ?> known(Class<? extends CustomResource<?, ?>> kind) {
        var version = Parley.definition(kind).getSpec().getVersions().getFirst();
        return Serialization.unmarshal(Serialization.asJson(version.getSchema().getOpenAPIV3Schema()), Map.class);
    }

    /// The first field of the one schema that the other does not have, as a path.
    static Optional<String> missing(Map<?, ?> known, Map<?, ?> served, String at) {
        var there = map(served.get("properties"));
        for (var field : map(known.get("properties")).entrySet()) {
            String path = at + "." + field.getKey();
            if (!there.containsKey(field.getKey())) {
                return Optional.of(path);
            }
            Optional<String> within = missing(map(field.getValue()), map(there.get(field.getKey())), path);
            if (within.isPresent()) {
                return within;
            }
        }
        return known.containsKey("items")
                ? missing(map(known.get("items")), map(served.get("items")), at + "[]")
                : Optional.empty();
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }
}
