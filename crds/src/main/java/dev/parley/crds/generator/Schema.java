package dev.parley.crds.generator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The OpenAPI schema of a record. A field must be there unless it is `@Nullable`, has a default, or is a
/// list or a map that may be empty. Every text, number, list and map must have its bounds.
final class Schema {
    /// As Kubernetes itself writes the schema of a quantity.
    private static final String QUANTITY = "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]"
            + "|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

    /// Longer ones say nothing more, and the cost of rules is reckoned by it.
    private static final int QUANTITY_CHARS = 32;

    private static final int INT_OR_STRING_CHARS = 16;

    private final Comments comments;

    Schema(Comments comments) {
        this.comments = comments;
    }

    Map<String, Object> object(Class<?> shape) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponent field : shape.getRecordComponents()) {
            properties.put(field.getName(), field(shape, field));
            if (isRequired(field)) {
                required.add(field.getName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        rules(schema, shape);
        return schema;
    }

    private Map<String, Object> field(Class<?> shape, RecordComponent field) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", comments.of(shape, field.getName()) + told(field) + choices(field));
        schema.putAll(typed(field.getGenericType(), field));
        var given = field.getAnnotation(Default.class);
        if (given != null) {
            schema.put(
                    "default", field.getType().isRecord() ? defaults(schema) : value(given.value(), field.getType()));
        }
        rules(schema, field);
        return schema;
    }

    /// An object as it is when nothing of it was said. In full, since rules are tried on it before its own
    /// defaults are.
    private static Map<String, Object> defaults(Map<String, Object> object) {
        var given = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(object.get("properties"))).forEach((name, schema) -> {
            Object value = ((Map<?, ?>) schema).get("default");
            if (value != null) {
                given.put((String) name, value);
            }
        });
        return given;
    }

    private Map<String, Object> typed(Type type, RecordComponent field) {
        if (type instanceof ParameterizedType generic) {
            return field.getType() == Map.class
                    ? map(generic.getActualTypeArguments()[1], field)
                    : list(generic.getActualTypeArguments()[0], field);
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return object(plain);
        }
        if (plain.isEnum()) {
            var schema = new LinkedHashMap<String, Object>();
            schema.put("type", "string");
            schema.put("enum", words(plain));
            return schema;
        }
        return scalar(plain, field);
    }

    private static Map<String, Object> scalar(Class<?> type, RecordComponent field) {
        var schema = new LinkedHashMap<String, Object>();
        if (type == String.class) {
            schema.put("type", "string");
            text(schema, bounds(field, Text.class));
        } else if (type == int.class || type == Integer.class) {
            number(schema, "integer", "int32", field);
        } else if (type == long.class || type == Long.class) {
            number(schema, "integer", "int64", field);
        } else if (type == double.class) {
            number(schema, "number", "double", field);
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == Instant.class) {
            schema.put("type", "string");
            schema.put("format", "date-time");
        } else if (type == Quantity.class) {
            intOrString(schema, QUANTITY_CHARS);
            schema.put("pattern", QUANTITY);
        } else if (type == IntOrString.class) {
            intOrString(schema, INT_OR_STRING_CHARS);
        } else {
            throw new IllegalStateException(field + ": no schema for " + type);
        }
        return schema;
    }

    private static void intOrString(Map<String, Object> schema, int chars) {
        schema.put("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string")));
        schema.put("x-kubernetes-int-or-string", true);
        schema.put("maxLength", chars);
    }

    private static void number(Map<String, Object> schema, String type, String format, RecordComponent field) {
        var range = bounds(field, Range.class);
        schema.put("type", type);
        schema.put("format", format);
        schema.put("minimum", range.min());
        if (range.max() != Long.MAX_VALUE) {
            schema.put("maximum", range.max());
        }
    }

    private static void text(Map<String, Object> schema, Text text) {
        schema.put("minLength", text.min());
        schema.put("maxLength", text.max());
        if (!text.pattern().isEmpty()) {
            schema.put("pattern", text.pattern());
        }
    }

    private Map<String, Object> list(Type of, RecordComponent field) {
        var items = bounds(field, Items.class);
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "array");
        if (items.min() > 0) {
            schema.put("minItems", items.min());
        }
        schema.put("maxItems", items.max());
        boolean ofObjects = of instanceof Class<?> shape && shape.isRecord();
        schema.put("x-kubernetes-list-type", !ofObjects ? "set" : items.keys().length > 0 ? "map" : "atomic");
        if (items.keys().length > 0) {
            schema.put("x-kubernetes-list-map-keys", List.of(items.keys()));
        }
        schema.put("items", typed(of, field));
        return schema;
    }

    private Map<String, Object> map(Type of, RecordComponent field) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("maxProperties", bounds(field, Items.class).max());
        schema.put("additionalProperties", typed(of, field));
        return schema;
    }

    private static <A extends java.lang.annotation.Annotation> A bounds(RecordComponent field, Class<A> kind) {
        A found = field.getAnnotation(kind);
        if (found == null) {
            throw new IllegalStateException(
                    field.getDeclaringRecord() + " " + field.getName() + ": no @" + kind.getSimpleName());
        }
        return found;
    }

    private static boolean isRequired(RecordComponent field) {
        var items = field.getAnnotation(Items.class);
        boolean mayBeEmpty = items != null && items.min() == 0;
        return !mayBeEmpty
                && !field.isAnnotationPresent(Default.class)
                && !field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static void rules(Map<String, Object> schema, AnnotatedElement element) {
        var rules = element.getAnnotationsByType(Rule.class);
        if (rules.length == 0) {
            return;
        }
        var all = new ArrayList<Object>();
        if (schema.get("x-kubernetes-validations") instanceof List<?> ofTheShape) {
            all.addAll(ofTheShape);
        }
        for (Rule rule : rules) {
            all.add(rule(rule.value(), rule.says(), rule.with(), rule.at()));
        }
        schema.put("x-kubernetes-validations", all);
    }

    static Map<String, Object> rule(String expression, String says, String with, String at) {
        var written = new LinkedHashMap<String, Object>();
        written.put("rule", expression);
        if (with.isEmpty()) {
            written.put("message", says);
        } else {
            written.put("messageExpression", "'" + says + "'.format([" + with + "])");
        }
        if (!at.isEmpty()) {
            written.put("fieldPath", at);
        }
        return written;
    }

    /// Bounds and default in words, since `kubectl explain` shows neither.
    private static String told(RecordComponent field) {
        var range = field.getAnnotation(Range.class);
        var given = field.getAnnotation(Default.class);
        var told = new ArrayList<String>();
        if (given != null
                && !given.value().isEmpty()
                && !given.value().equals("{}")
                && !given.value().equals("[]")) {
            told.add("Default: " + given.value() + ".");
        }
        if (range != null && range.max() < Integer.MAX_VALUE) {
            told.add("From " + range.min() + " to " + range.max() + ".");
        }
        return told.isEmpty() ? "" : " " + String.join(" ", told);
    }

    private String choices(RecordComponent field) {
        var type = field.getType();
        if (!type.isEnum()) {
            return "";
        }
        var text = new StringBuilder("\n\nPossible values:");
        for (Field constant : constants(type)) {
            text.append("\n- `").append(word(constant)).append('`');
            if (comments.has(type, constant.getName())) {
                text.append(": ").append(comments.of(type, constant.getName()));
            }
        }
        return text.toString();
    }

    private static List<Field> constants(Class<?> type) {
        return Arrays.stream(type.getFields()).filter(Field::isEnumConstant).toList();
    }

    private static List<String> words(Class<?> type) {
        return constants(type).stream().map(Schema::word).toList();
    }

    private static String word(Field constant) {
        var told = constant.getAnnotation(JsonProperty.class);
        return told == null ? constant.getName() : told.value();
    }

    private static Object value(String text, Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return text;
        }
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
