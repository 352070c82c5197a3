package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/// One table of business messages and the like, whose columns become labelled values. For one
/// thread.
///
/// @param type of the form
/// @param title the column that names it; null for none
record FormTable(Satellite rows, String type, @Nullable String title, List<Column> columns)
        implements AutoCloseable {

    /// How a column is read.
    enum Reading {
        TEXT,
        /// The message's own text, where it has none.
        WORDS,
        /// Thousandths of the unit of the currency.
        THOUSANDTHS,
        MILLIS,
        SECONDS,
        FLAG,
        /// A row of `jid`.
        PERSON
    }

    record Column(String name, String words, Reading reading) {}

    static Column text(String name, String words) {
        return new Column(name, words, Reading.TEXT);
    }

    static Column as(Reading reading, String name, String words) {
        return new Column(name, words, reading);
    }

    static FormTable of(
            Store store,
            String table,
            String id,
            String type,
            @Nullable String title,
            Column... columns)
            throws IOException {
        List<Column> all = List.of(columns);
        String[] names =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.ofNullable(title),
                                all.stream().map(Column::name))
                        .distinct()
                        .toArray(String[]::new);
        return new FormTable(store.satellite(table, id, names), type, title, all);
    }

    void read(long message, People people, Said said) throws IOException {
        rows.each(
                message,
                row -> {
                    said.form(type, title == null ? null : row.someText("s." + title));
                    for (Column column : columns) {
                        String value = value(row, column, people);
                        if (column.reading() == Reading.WORDS && !said.hasText()) {
                            said.text(value);
                        } else {
                            said.field(column.words(), value);
                        }
                    }
                });
    }

    private static @Nullable String value(Row row, Column column, People people)
            throws IOException {
        String name = "s." + column.name();
        return switch (column.reading()) {
            case TEXT, WORDS -> row.someText(name);
            case THOUSANDTHS -> thousandths(row.integer(name));
            case MILLIS -> Times.text(row.integer(name));
            case SECONDS -> Times.textOfSeconds(row.integer(name));
            case FLAG -> row.flag(name) ? "yes" : null;
            case PERSON -> {
                Who who = people.who(row.integer(name));
                yield who == null ? null : who.person().label();
            }
        };
    }

    static @Nullable String thousandths(@Nullable Long amount) {
        return amount == null
                ? null
                : BigDecimal.valueOf(amount, 3).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() {
        rows.close();
    }
}
