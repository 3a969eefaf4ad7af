package dev.parley.crds.generator;

import dev.parley.crds.Parley;
import dev.parley.crds.schema.Column;
import dev.parley.crds.schema.Frozen;
import dev.parley.crds.schema.Resource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The CustomResourceDefinition of a kind.
record Crd(Class<? extends CustomResource<?, ?>> kind, Map<String, Object> tree) {
    /// As many digits of a SHA-256 as tell two releases apart.
    private static final int HASH_BYTES = 8;

    static Crd of(Class<? extends CustomResource<?, ?>> kind, Comments comments) {
        var spec = ordered(
                "group", HasMetadata.getGroup(kind),
                "scope", "Namespaced",
                "names", names(kind),
                "versions", List.of(version(kind, comments)));
        // Helm never deletes what is kept: a chart that is taken away must not take all meetings with it.
        var annotations = ordered("helm.sh/resource-policy", "keep", Parley.SCHEMA_ANNOTATION, hash(Yaml.write(spec)));
        var metadata = ordered(
                "name", CustomResource.getCRDName(kind),
                "labels", ordered("app.kubernetes.io/part-of", "parley"),
                "annotations", annotations);
        var tree = ordered(
                "apiVersion",
                "apiextensions.k8s.io/v1",
                "kind",
                "CustomResourceDefinition",
                "metadata",
                metadata,
                "spec",
                spec);
        return new Crd(kind, tree);
    }

    String fileName() {
        return CustomResource.getCRDName(kind) + ".yaml";
    }

    String yaml() {
        return "# Made by make crds from the records in crds/; a test compares.\n" + Yaml.write(tree);
    }

    static Class<?> specOf(Class<?> kind) {
        return argument(kind, 0);
    }

    static Class<?> statusOf(Class<?> kind) {
        return argument(kind, 1);
    }

    private static Class<?> argument(Class<?> kind, int index) {
        return (Class<?>) ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments()[index];
    }

    static Resource resource(Class<?> kind) {
        return Objects.requireNonNull(kind.getAnnotation(Resource.class));
    }

    private static Map<String, Object> names(Class<? extends CustomResource<?, ?>> kind) {
        return ordered(
                "kind", HasMetadata.getKind(kind),
                "listKind", HasMetadata.getKind(kind) + "List",
                "plural", HasMetadata.getPlural(kind),
                "singular", HasMetadata.getSingular(kind),
                "shortNames", List.of(CustomResource.getShortNames(kind)),
                "categories", List.of(CustomResource.getCategories(kind)));
    }

    private static Map<String, Object> version(Class<? extends CustomResource<?, ?>> kind, Comments comments) {
        return ordered(
                "name", HasMetadata.getVersion(kind),
                "served", true,
                "storage", true,
                "additionalPrinterColumns",
                        Arrays.stream(resource(kind).columns()).map(Crd::column).toList(),
                "subresources", subresources(resource(kind)),
                "schema", ordered("openAPIV3Schema", root(kind, comments)));
    }

    private static Map<String, Object> root(Class<?> kind, Comments comments) {
        var schema = new Schema(comments);
        var spec = ordered("description", comments.of(specOf(kind)));
        spec.putAll(schema.object(specOf(kind)));
        var status = ordered("description", comments.of(statusOf(kind)));
        status.putAll(schema.object(statusOf(kind)));
        var root = ordered(
                "description", comments.of(kind),
                "type", "object",
                "required", List.of("spec"),
                "properties",
                        ordered(
                                "apiVersion", ordered("type", "string"),
                                "kind", ordered("type", "string"),
                                "metadata", ordered("type", "object"),
                                "spec", spec,
                                "status", status));
        Schema.rules(root, kind);
        freeze(root, kind);
        return root;
    }

    private static void freeze(Map<String, Object> root, Class<?> kind) {
        var frozen = kind.getAnnotation(Frozen.class);
        if (frozen == null) {
            return;
        }
        var rules = new ArrayList<Object>((List<?>) root.get("x-kubernetes-validations"));
        Arrays.stream(specOf(kind).getRecordComponents())
                .map(RecordComponent::getName)
                .filter(field -> !field.equals(frozen.but()))
                .forEach(field -> rules.add(Schema.rule(
                        "!(%s) || has(self.spec.%s) == has(oldSelf.spec.%s)".formatted(frozen.once(), field, field)
                                + " && (!has(self.spec.%s) || self.spec.%s == oldSelf.spec.%s)"
                                        .formatted(field, field, field),
                        field + ": " + frozen.says(),
                        frozen.with(),
                        ".spec." + field)));
        root.put("x-kubernetes-validations", rules);
    }

    private static Map<String, Object> column(Column column) {
        var written = ordered(
                "name", column.name(),
                "type", column.type(),
                "description", column.tells(),
                "jsonPath", column.path());
        if (column.wide()) {
            written.put("priority", 1);
        }
        return written;
    }

    private static Map<String, Object> subresources(Resource resource) {
        var written = ordered("status", Map.of());
        if (!resource.wishedReplicas().isEmpty()) {
            written.put(
                    "scale",
                    ordered(
                            "specReplicasPath", resource.wishedReplicas(),
                            "statusReplicasPath", resource.replicas(),
                            "labelSelectorPath", resource.selector()));
        }
        return written;
    }

    /// What tells the operator that the API server serves another schema than its own.
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        var left = new ArrayList<>(List.of(keysAndValues));
        while (!left.isEmpty()) {
            map.put((String) left.removeFirst(), left.removeFirst());
        }
        return map;
    }
}
