package dev.parley.crds.generator;

import static java.util.stream.Collectors.joining;

import dev.parley.crds.Parley;
import dev.parley.crds.conditions.ClusterReason;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.EdgeReason;
import dev.parley.crds.conditions.Reason;
import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.parts.Lifecycle;
import dev.parley.crds.parts.Resources;
import dev.parley.crds.parts.Scheduling;
import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.schema.Column;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tables of `docs/resources.md`. The page itself is written by hand; between the marks is what the
/// schema knows.
final class ResourcesPage {
    private static final Pattern BLOCK = Pattern.compile("(?s)(<!-- made: ([^>]+) -->\n).*?(<!-- end -->)");

    /// Shapes that many fields have: told once. One that is made of others comes after them.
    private static final List<Class<?>> PARTS =
            List.of(SecretKey.class, Condition.class, Resources.class, Scheduling.class, Lifecycle.class);

    private final Map<String, String> blocks = new LinkedHashMap<>();
    private final Map<Object, String> parts = new HashMap<>();

    private ResourcesPage(Comments comments) {
        for (Class<?> part : PARTS) {
            var schema = new Schema(comments).object(part);
            blocks.put(part.getSimpleName(), fields(schema));
            parts.put(schema.get("properties"), part.getSimpleName());
        }
        for (var kind : Parley.KINDS) {
            blocks.put(kind.getSimpleName() + " spec", fields(part(kind, comments, "spec")));
            blocks.put(kind.getSimpleName() + " status", fields(part(kind, comments, "status")));
            blocks.put(kind.getSimpleName() + " columns", columns(kind));
        }
        blocks.put("MeetingCluster reasons", reasons(ClusterReason.values(), comments));
        blocks.put("RegionEdge reasons", reasons(EdgeReason.values(), comments));
        blocks.put("RecordingJob reasons", reasons(RecordingReason.values(), comments));
    }

    /// The page with every block as it should be; fails on one that nothing is known of.
    static String filled(String page, Comments comments) {
        var blocks = new ResourcesPage(comments).blocks;
        return BLOCK.matcher(page).replaceAll(block -> {
            String text = blocks.remove(block.group(2));
            if (text == null) {
                throw new IllegalStateException(block.group(2) + " (expected: one of " + blocks.keySet() + ", once)");
            }
            return Matcher.quoteReplacement(block.group(1) + text + block.group(3));
        });
    }

    private static Map<?, ?> part(Class<? extends CustomResource<?, ?>> kind, Comments comments, String part) {
        Object at = Crd.of(kind, comments).tree();
        for (String step : List.of("spec", "versions", "0", "schema", "openAPIV3Schema", "properties", part)) {
            at = at instanceof List<?> list ? list.get(Integer.parseInt(step)) : map(at).get(step);
        }
        return map(at);
    }

    private String fields(Map<?, ?> object) {
        var table = new StringBuilder("| field | type | default | meaning |\n|---|---|---|---|\n");
        rows(table, "", object);
        return table.toString();
    }

    private void rows(StringBuilder table, String prefix, Map<?, ?> object) {
        map(object.get("properties")).forEach((name, value) -> {
            var schema = map(value);
            boolean required = object.get("required") instanceof List<?> names && names.contains(name);
            table.append("| `%s%s` | %s | %s | %s |\n"
                    .formatted(prefix, name, type(schema), required ? "required" : given(schema), meaning(schema)));
            if (partOf(schema) == null && schema.containsKey("properties")) {
                rows(table, prefix + name + ".", schema);
            } else if (partOf(map(schema.get("items"))) == null) {
                rows(table, prefix + name + "[].", map(schema.get("items")));
            }
        });
    }

    /// The shape with a table of its own that this is, if it is one.
    private @Nullable String partOf(Map<?, ?> schema) {
        return parts.get(schema.get("properties"));
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }

    private String type(Map<?, ?> schema) {
        String part = partOf(schema);
        if (part != null) {
            return "[%s](#%s)".formatted(part, part.toLowerCase(Locale.ROOT));
        }
        if (schema.get("x-kubernetes-int-or-string") != null) {
            return schema.get("pattern") == null ? "number or text" : "quantity";
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            return "list of " + (items.get("enum") == null ? type(items) : words(items)) + ", at most "
                    + schema.get("maxItems");
        }
        if (schema.get("additionalProperties") != null) {
            return "map, at most " + schema.get("maxProperties");
        }
        if (schema.get("enum") != null) {
            return words(schema);
        }
        if (schema.get("format") instanceof String format && format.equals("date-time")) {
            return "time";
        }
        if (schema.get("maximum") instanceof Long most) {
            return most < Integer.MAX_VALUE ? schema.get("minimum") + "…" + most : "number";
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "string" -> "text";
            case "integer" -> "number";
            case String other -> other;
        };
    }

    private static String words(Map<?, ?> schema) {
        return schema.get("enum") instanceof List<?> words
                ? words.stream().map(word -> "`" + word + "`").collect(joining(", "))
                : "";
    }

    private static String given(Map<?, ?> schema) {
        Object given = schema.get("default");
        return given == null || given instanceof Map || given.equals("") || given.equals(List.of())
                ? ""
                : "`" + given + "`";
    }

    /// Without what the other columns say.
    private static String meaning(Map<?, ?> schema) {
        return String.valueOf(schema.get("description"))
                .replaceFirst("(?s)\n\nPossible values:.*", "")
                .replaceFirst("( Default: [^ ]+\\.)?( From -?\\d+ to \\d+\\.)?$", "");
    }

    private static String columns(Class<?> kind) {
        var table = new StringBuilder("| column | tells |\n|---|---|\n");
        for (Column column : Crd.resource(kind).columns()) {
            table.append("| %s%s | %s |\n".formatted(column.name(), column.wide() ? " (wide)" : "", column.tells()));
        }
        return table.toString();
    }

    private static String reasons(Reason[] reasons, Comments comments) {
        var table = new StringBuilder("| reason | when |\n|---|---|\n");
        for (Reason reason : reasons) {
            table.append("| `%s` | %s |\n".formatted(reason.word(), comments.of(reason.getClass(), reason.name())));
        }
        return table.toString();
    }
}
