package dev.wharf.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table of text. Columns are as wide as their content; the flexible one gives way when the whole
/// is wider than the terminal.
///
/// Cells are cleaned ([CleanText]) when they are added.
public final class Table {

    private static final String GAP = "  ";
    private static final int LEAST = 12;

    private final List<String> headings;
    private final boolean[] right;
    private final int flexible;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param headings one for each column: a leading `>` sets it flush right, a leading `~` makes
    ///   it the flexible one (else the last is)
    public Table(String... headings) {
        this.headings = new ArrayList<>();
        this.right = new boolean[headings.length];
        int flexibleColumn = headings.length - 1;
        for (int column = 0; column < headings.length; column++) {
            String heading = headings[column];
            right[column] = heading.startsWith(">");
            if (heading.startsWith("~")) {
                flexibleColumn = column;
            }
            this.headings.add(heading.replaceFirst("^[>~]", ""));
        }
        this.flexible = flexibleColumn;
    }

    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("a row has as many cells as the table has headings");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(CleanText.line(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// @param width columns of the terminal; 0 for no limit
    public List<String> lines(int width) {
        int[] widths = IntStream.range(0, headings.size()).map(this::widest).toArray();
        int total = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        if (width > 0 && total > width) {
            widths[flexible] = Math.max(LEAST, widths[flexible] - (total - width));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int widest(int column) {
        return IntStream.concat(
                        IntStream.of(DisplayWidth.of(headings.get(column))),
                        rows.stream().mapToInt(row -> DisplayWidth.of(row.get(column))))
                .max()
                .orElse(0);
    }

    private String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(
                        column ->
                                DisplayWidth.padded(
                                        DisplayWidth.cut(cells.get(column), widths[column]),
                                        widths[column],
                                        right[column]))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
