package dev.parley.signaling.rooms.board;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Things of one kind by their ids, oldest first. Immutable.
public record Shelf<T>(Map<String, T> things) {
    public Shelf {
        things = Collections.unmodifiableMap(things);
    }

    public static <T> Shelf<T> empty() {
        return new Shelf<>(Map.of());
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(things.get(id));
    }

    public Collection<T> all() {
        return things.values();
    }

    public int size() {
        return things.size();
    }

    public Shelf<T> with(String id, T thing) {
        var more = new LinkedHashMap<>(things);
        more.put(id, thing);
        return new Shelf<>(more);
    }

    /// The same, where this thing is another.
    public Shelf<T> changed(String id, UnaryOperator<T> change) {
        var now = new LinkedHashMap<>(things);
        now.computeIfPresent(id, (_, thing) -> change.apply(thing));
        return new Shelf<>(now);
    }

    public Shelf<T> without(String id) {
        var fewer = new LinkedHashMap<>(things);
        fewer.remove(id);
        return new Shelf<>(fewer);
    }

    public Shelf<T> onlyWhere(Predicate<T> stays) {
        var fewer = new LinkedHashMap<>(things);
        fewer.values().removeIf(stays.negate());
        return new Shelf<>(fewer);
    }
}
