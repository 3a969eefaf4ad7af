package dev.parley.kubectl.print;

import java.util.function.Function;

/// One column of a table.
public record Column<T>(String title, Shown shown, Function<T, Cell> cell) {
    /// When it is there.
    public enum Shown {
        ALWAYS,
        /// With `-o wide`.
        WIDE,
        /// With `-A`.
        ALL_NAMESPACES,
        /// Where the server was asked.
        LIVE
    }

    public static <T> Column<T> of(String title, Function<T, Cell> cell) {
        return new Column<>(title, Shown.ALWAYS, cell);
    }

    public static <T> Column<T> when(Shown shown, String title, Function<T, Cell> cell) {
        return new Column<>(title, shown, cell);
    }
}
