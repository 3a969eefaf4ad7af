package dev.parley.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.BreakoutId;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// Text to records and back. Reading is total: whatever the text, the outcome is a [Reading]. It is strict
/// about what it knows (no coercions, no duplicate names, no nulls where a value is required) and lenient about
/// what it does not know: unknown properties are ignored, so that an older program understands a newer one.
public final class ProtocolJson {
    private static final int SHOWN_CHARS = 80;
    private static final JsonMapper MAPPER = mapper();

    private ProtocolJson() {}

    /// Only an offer may be longer than [ProtocolLimits#MESSAGE_BYTES].
    public static Reading<ClientAsk> parseClientAsk(String text) {
        if (text.length() > ProtocolLimits.OFFER_BYTES) {
            return tooLarge(null, text, "at most " + ProtocolLimits.OFFER_BYTES);
        }
        Reading<ClientAsk> reading = withGoodId(parse(text, ClientAsk.class));
        boolean large = text.length() > ProtocolLimits.MESSAGE_BYTES;
        return large && reading instanceof Reading.Parsed(var ask) && !(ask instanceof ClientAsk.Offer)
                ? tooLarge(ask.id(), text, "at most " + ProtocolLimits.MESSAGE_BYTES + ", but for an offer")
                : reading;
    }

    private static Reading<ClientAsk> tooLarge(@Nullable String askId, String text, String expected) {
        return new Reading.Malformed<>(Reading.Code.TOO_LARGE, askId, null, text.length() + " characters", expected);
    }

    /// An ask of the room as an application's server sends it: the same words, but nothing to be echoed, so the
    /// `id` may be left out.
    public static Reading<ClientAsk.InRoom> parseControl(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode control && !control.has("id")) {
                return parse(control.put("id", "1").toString(), ClientAsk.InRoom.class);
            }
        } catch (JacksonException _) {
            // Said below, in the words of all that is no JSON.
        }
        return parse(text, ClientAsk.InRoom.class);
    }

    private static Reading<ClientAsk> withGoodId(Reading<ClientAsk> reading) {
        if (reading instanceof Reading.Parsed(var ask)) {
            int chars = ask.id().length();
            if (chars == 0 || chars > ProtocolLimits.ASK_ID_CHARS) {
                return new Reading.Malformed<>(
                        Reading.Code.BAD_VALUE,
                        null,
                        "id",
                        chars + " characters",
                        "1.." + ProtocolLimits.ASK_ID_CHARS + " characters");
            }
        }
        return reading;
    }

    public static Reading<ServerMessage> parseServerMessage(String text) {
        return parse(text, ServerMessage.class);
    }

    public static Reading<NodeCommand> parseNodeCommand(String text) {
        return parse(text, NodeCommand.class);
    }

    public static Reading<NodeEvent> parseNodeEvent(String text) {
        return parse(text, NodeEvent.class);
    }

    /// Any record made of our words: HTTP bodies, and what a program stores for itself.
    public static <T> Reading<T> parse(String text, Class<T> kind) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            return new Reading.Malformed<>(Reading.Code.TOO_LARGE, null, null, null, e.getOriginalMessage());
        } catch (JacksonException e) {
            return new Reading.Malformed<>(Reading.Code.NOT_JSON, null, null, shown(text), "one JSON object");
        }
        if (!tree.isObject()) {
            return new Reading.Malformed<>(Reading.Code.NOT_JSON, null, null, shown(text), "one JSON object");
        }
        try {
            return new Reading.Parsed<>(MAPPER.treeToValue(tree, kind));
        } catch (JacksonException e) {
            return malformed(kind, tree, e);
        }
    }

    /// Any record made of our words, as one line of JSON. Absent values are left out.
    public static String write(Object sentence) {
        return MAPPER.writeValueAsString(sentence);
    }

    /// What `type` says for this record of a sealed family.
    public static String word(Class<?> kind) {
        return RecordWords.typeName(kind);
    }

    /// All that `type` may say in a sealed family.
    public static Set<String> words(Class<?> family) {
        return RecordWords.records(family).map(RecordWords::typeName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Reading<T> malformed(Class<T> kind, JsonNode tree, JacksonException problem) {
        String askId = askId(tree);
        String path = path(problem);
        return switch (problem) {
            case InvalidTypeIdException e
            when e.getTypeId() == null ->
                new Reading.Malformed<>(Reading.Code.MISSING, askId, "type", null, typeNames(kind));
            case InvalidTypeIdException e ->
                new Reading.Malformed<>(
                        Reading.Code.UNKNOWN_TYPE, askId, "type", shown(e.getTypeId()), typeNames(kind));
            case InvalidFormatException e ->
                new Reading.Malformed<>(Reading.Code.BAD_VALUE, askId, path, shown(valueAt(tree, e)), expected(e));
            case InvalidNullException _ -> new Reading.Malformed<>(Reading.Code.MISSING, askId, path, null, "a value");
            case MismatchedInputException e
            when valueAt(tree, e) == null ->
                new Reading.Malformed<>(Reading.Code.MISSING, askId, path, null, "a value");
            default ->
                new Reading.Malformed<>(
                        Reading.Code.BAD_VALUE, askId, path, shown(valueAt(tree, problem)), expected(problem));
        };
    }

    private static @Nullable String askId(JsonNode tree) {
        JsonNode id = tree.get("id");
        return id != null && id.isString() && id.stringValue().length() <= ProtocolLimits.ASK_ID_CHARS
                ? id.stringValue()
                : null;
    }

    private static @Nullable String path(JacksonException problem) {
        String path = problem.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? null : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    private static @Nullable String valueAt(JsonNode tree, JacksonException problem) {
        JsonNode at = tree;
        for (JacksonException.Reference step : problem.getPath()) {
            JsonNode next = step.getPropertyName() == null ? at.get(step.getIndex()) : at.get(step.getPropertyName());
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at.isString() ? at.stringValue() : at.toString();
    }

    private static String expected(JacksonException problem) {
        if (problem.getCause() instanceof IllegalArgumentException own && own.getMessage() != null) {
            return own.getMessage();
        }
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            Class<?> target = mismatch.getTargetType();
            return target.isEnum()
                    ? Arrays.stream(target.getEnumConstants())
                            .map(constant -> MAPPER.convertValue(constant, String.class))
                            .collect(Collectors.joining("|"))
                    : "a " + target.getSimpleName();
        }
        return "a value of another kind";
    }

    private static String typeNames(Class<?> kind) {
        return kind.isSealed()
                ? RecordWords.records(kind).map(RecordWords::typeName).collect(Collectors.joining("|"))
                : kind.getSimpleName();
    }

    private static @Nullable String shown(@Nullable String value) {
        return value == null || value.length() <= SHOWN_CHARS ? value : value.substring(0, SHOWN_CHARS) + "…";
    }

    private static JsonMapper mapper() {
        var constraints = StreamReadConstraints.builder()
                .maxDocumentLength(ProtocolLimits.REQUEST_BYTES)
                .maxStringLength(ProtocolLimits.OFFER_BYTES)
                .maxNestingDepth(ProtocolLimits.NESTING)
                .maxNameLength(ProtocolLimits.NAME_CHARS)
                .maxNumberLength(ProtocolLimits.NUMBER_CHARS)
                .build();
        var builder = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .annotationIntrospector(new RecordWords())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL));
        builder.withCoercionConfig(LogicalType.Textual, text -> {
            for (var shape :
                    List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                text.setCoercion(shape, CoercionAction.Fail);
            }
        });
        for (Class<?> id :
                List.of(RoomId.class, BreakoutId.class, ParticipantId.class, SessionId.class, NodeId.class)) {
            builder.addMixIn(id, IdText.class);
        }
        return builder.build();
    }
}
