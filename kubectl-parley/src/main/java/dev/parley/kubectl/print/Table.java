package dev.parley.kubectl.print;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows below their headings, aligned. Rows that come later keep the columns where they are, as far as they
/// fit.
public final class Table<T> {
    /// Between two columns, as kubectl has it.
    private static final int GAP = 3;

    private final List<Column<T>> columns;
    private final Shell shell;
    private final int[] widths;
    private boolean begun;

    public Table(List<Column<T>> columns, Set<Column.Shown> shown, Shell shell) {
        var there = EnumSet.of(Column.Shown.ALWAYS);
        there.addAll(shown);
        this.columns = columns.stream().filter(it -> there.contains(it.shown())).toList();
        this.shell = shell;
        this.widths = this.columns.stream().mapToInt(it -> it.title().length()).toArray();
    }

    /// The headings come with the first of them.
    public void print(List<T> rows) {
        var cells = rows.stream().map(this::cells).toList();
        for (List<Cell> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        if (!begun) {
            begun = true;
            say(columns.stream().map(it -> new Cell(it.title(), Tone.BOLD)).toList());
        }
        cells.forEach(this::say);
    }

    private List<Cell> cells(T row) {
        return columns.stream().map(it -> it.cell().apply(row)).toList();
    }

    private void say(List<Cell> row) {
        shell.say(IntStream.range(0, widths.length)
                .mapToObj(i -> padded(row.get(i), i == widths.length - 1 ? 0 : widths[i] + GAP))
                .collect(Collectors.joining()));
    }

    /// Colours take no room: the padding is outside of them.
    private String padded(Cell cell, int width) {
        char[] spaces = new char[Math.max(0, width - cell.text().length())];
        Arrays.fill(spaces, ' ');
        return shell.paint(cell.tone(), cell.text()) + new String(spaces);
    }
}
