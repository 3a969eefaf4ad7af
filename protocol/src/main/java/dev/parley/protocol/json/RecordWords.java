package dev.parley.protocol.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/// Tells Jackson what our records already say, so that they need no annotation of its own:
/// - a component without `@Nullable` is required, and never null;
/// - `type` is the record's name in lowerCamelCase, and a sealed family is closed;
/// - an enum constant `SCREEN_AUDIO` is the word `screenAudio`.
final class RecordWords extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    static String typeName(Class<?> kind) {
        String name = kind.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && isTold(annotated.getRawType())
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true)
                : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> raw = annotated.getRawType();
        return isFamily(raw)
                ? records(raw).map(kind -> new NamedType(kind, typeName(kind))).toList()
                : null;
    }

    /// The records of a sealed family, also of the families within it.
    static Stream<Class<?>> records(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(kind -> isFamily(kind) ? records(kind) : Stream.of(kind));
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
        return isTold(annotated.getRawType()) ? typeName(annotated.getRawType()) : null;
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member instanceof AnnotatedParameter parameter ? !isNullable(parameter) : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.construct(isNullable(parameter) ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
    }

    @Override
    public Object findEnumNamingStrategy(MapperConfig<?> config, AnnotatedClass annotated) {
        return EnumNamingStrategies.LowerCamelCaseStrategy.class;
    }

    private static boolean isFamily(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    private static boolean isTold(Class<?> type) {
        return isFamily(type) || Arrays.stream(type.getInterfaces()).anyMatch(RecordWords::isFamily);
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
        return parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                && constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
