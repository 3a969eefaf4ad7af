package dev.parley.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether an object is as wished, by its content and by the list of those who manage its fields. The
/// defaults that the API server fills in are nobody's, so they are no difference; a field that somebody
/// else has changed is no longer ours, so it is one, and so is a field that is still ours and no longer
/// wished for.
public final class Difference {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String FIELD = "f:";
    private static final String KEY = "k:";
    private static final String VALUE = "v:";
    private static final String ITSELF = ".";

    /// What is said of the object in other ways, and owned by nobody.
    private static final List<String> NOT_MANAGED = List.of("apiVersion", "kind");

    private static final List<String> NOT_MANAGED_METADATA = List.of("name", "namespace");

    private final String manager;

    private Difference(String manager) {
        this.manager = manager;
    }

    /// The first place where the object is not as wished; empty if it is.
    public static Optional<String> find(HasMetadata wished, HasMetadata there, String manager) {
        return Optional.ofNullable(new Difference(manager).first(wished, there));
    }

    private @Nullable String first(HasMetadata wished, HasMetadata there) {
        Map<?, ?> owned = owned(there);
        if (owned == null) {
            return "not managed by " + manager;
        }
        var wish = new LinkedHashMap<String, Object>();
        tree(wished).forEach((name, value) -> {
            if (!NOT_MANAGED.contains(name)) {
                wish.put((String) name, value);
            }
        });
        wish.computeIfPresent("metadata", (_, metadata) -> {
            var rest = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) metadata).forEach((name, value) -> rest.put((String) name, value));
            NOT_MANAGED_METADATA.forEach(rest::remove);
            return rest;
        });
        return inObject(wish, tree(there), owned, "");
    }

    private @Nullable Map<?, ?> owned(HasMetadata there) {
        return Objects.requireNonNullElse(
                        there.getMetadata().getManagedFields(),
                        List.<io.fabric8.kubernetes.api.model.ManagedFieldsEntry>of())
                .stream()
                .filter(entry -> manager.equals(entry.getManager()) && "Apply".equals(entry.getOperation()))
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .findFirst()
                .map(entry -> JSON.convertValue(entry.getFieldsV1(), Map.class))
                .orElse(null);
    }

    private static Map<?, ?> tree(HasMetadata object) {
        return JSON.convertValue(object, Map.class);
    }

    private @Nullable String in(@Nullable Object wish, @Nullable Object there, Map<?, ?> owned, String path) {
        boolean whole = owned.keySet().stream().allMatch(ITSELF::equals);
        if (whole) {
            return includes(there, wish, path) ? null : path;
        }
        return switch (wish) {
            case Map<?, ?> object -> inObject(object, there, owned, path);
            case List<?> list -> inList(list, there, owned, path);
            case null, default -> path;
        };
    }

    private @Nullable String inObject(Map<?, ?> wish, @Nullable Object there, Map<?, ?> owned, String path) {
        if (!(there instanceof Map<?, ?> object)) {
            return path;
        }
        for (var entry : wish.entrySet()) {
            String below = path + "." + entry.getKey();
            if (!(owned.get(FIELD + entry.getKey()) instanceof Map<?, ?> part)) {
                return below;
            }
            String found = in(entry.getValue(), object.get(entry.getKey()), part, below);
            if (found != null) {
                return found;
            }
        }
        return owned.keySet().stream()
                .map(Object::toString)
                .filter(name -> name.startsWith(FIELD) && !wish.containsKey(name.substring(FIELD.length())))
                .map(name -> path + "." + name.substring(FIELD.length()))
                .findFirst()
                .orElse(null);
    }

    /// A list whose items are told apart by keys, or by what they are.
    private @Nullable String inList(List<?> wish, @Nullable Object there, Map<?, ?> owned, String path) {
        if (!(there instanceof List<?> list)) {
            return path;
        }
        var seen = new ArrayList<Object>();
        for (Object item : wish) {
            Object name = nameOf(item, owned);
            if (name == null) {
                return path + "[" + item + "]";
            }
            seen.add(name);
            if (name.toString().startsWith(KEY)) {
                var key = key(name.toString());
                Object match = list.stream()
                        .filter(other -> fits(other, key))
                        .findFirst()
                        .orElse(null);
                String found =
                        in(item, match, (Map<?, ?>) Objects.requireNonNull(owned.get(name)), path + "[" + key + "]");
                if (found != null) {
                    return found;
                }
            }
        }
        return owned.keySet().stream()
                .filter(name -> !ITSELF.equals(name) && !seen.contains(name))
                .map(name -> path + "[" + name + "]")
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object nameOf(@Nullable Object item, Map<?, ?> owned) {
        return owned.keySet().stream()
                .filter(name -> name.toString().startsWith(KEY)
                        ? fits(item, key(name.toString()))
                        : name.equals(VALUE + quoted(item)))
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(@Nullable Object item, Map<?, ?> key) {
        return item instanceof Map<?, ?> object
                && key.entrySet().stream().allMatch(part -> part.getValue().equals(object.get(part.getKey())));
    }

    private static Map<?, ?> key(String name) {
        return JSON.unmarshal(name.substring(KEY.length()), Map.class);
    }

    private static String quoted(@Nullable Object item) {
        return item instanceof String text ? "\"" + text + "\"" : String.valueOf(item);
    }

    /// Something that is managed as a whole: nothing may be missing, and of a list's items none too many. What the API
    /// server fills in may be there beside it.
    private static boolean includes(@Nullable Object there, @Nullable Object wish, String path) {
        return switch (wish) {
            case Map<?, ?> object ->
                there instanceof Map<?, ?> other
                        && object.entrySet().stream()
                                .allMatch(part -> includes(
                                        other.get(part.getKey()), part.getValue(), path + "." + part.getKey()));
            case List<?> list -> there instanceof List<?> other && includesAll(other, list, path);
            case null -> there == null;
            default -> wish.equals(there) || isSameAmount(wish, there, path);
        };
    }

    private static boolean includesAll(List<?> there, List<?> wish, String path) {
        if (there.size() != wish.size()) {
            return false;
        }
        for (int i = 0; i < wish.size(); i++) {
            if (!includes(there.get(i), wish.get(i), path)) {
                return false;
            }
        }
        return true;
    }

    /// The API server writes 1000m as 1.
    private static boolean isSameAmount(Object wish, @Nullable Object there, String path) {
        boolean amount = path.contains(".requests.") || path.contains(".limits.") || path.endsWith(".sizeLimit");
        return amount && there != null && new Quantity(wish.toString()).equals(new Quantity(there.toString()));
    }
}
