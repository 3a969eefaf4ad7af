package dev.parley.kubectl.print;

import org.jspecify.annotations.Nullable;

/// One word of a table.
public record Cell(String text, Tone tone) {
    /// What kubectl writes where nothing is known.
    private static final Cell NONE = new Cell("<none>", Tone.FAINT);

    public static Cell of(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? NONE : new Cell(value.toString(), Tone.PLAIN);
    }

    public static Cell of(@Nullable Object value, Tone tone) {
        return value == null ? NONE : new Cell(value.toString(), tone);
    }

    public static Cell percent(@Nullable Integer value) {
        return value == null ? NONE : Cell.of(value + "%");
    }
}
