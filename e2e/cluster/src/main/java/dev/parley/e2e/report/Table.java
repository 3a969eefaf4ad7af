package dev.parley.e2e.report;

import java.util.List;
import java.util.stream.Collectors;

/// All rows, as Markdown.
public final class Table {
    private static final String HEAD = """
            | trial | holds | s | sound p50 | p99 | max ms | picture p50 | p99 | max ms | re-opened | \
            stood still ms | |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private Table() {}

    public static String of(List<Row> rows) {
        return HEAD + rows.stream().map(Row::line).collect(Collectors.joining("\n")) + "\n";
    }

    /// As everything that tests here ends.
    public static String sum(List<Row> rows) {
        long skipped = rows.stream().filter(Row.Skipped.class::isInstance).count();
        long failed = rows.stream().filter(it -> !it.holds()).count();
        return "%d passed, %d failed, %d skipped".formatted(rows.size() - skipped - failed, failed, skipped);
    }
}
