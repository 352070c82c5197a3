package dev.wharf.store.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A small CSV file with a header, read strictly: every complaint names line and column, all of
/// them are told at once, and a file with one complaint gives nothing.
///
/// UTF-8, with or without a byte order mark; commas. Header names are compared without regard to
/// case and outer spaces. Complaints never repeat a cell's text. For one thread.
public final class CsvTable {
    private static final int MOST_COMPLAINTS = 20;

    private final String file;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private CsvTable(String file) {
        this.file = file;
    }

    /// @param file name for messages
    public static CsvTable parse(String file, byte[] bytes, List<String> required) {
        CsvTable table = new CsvTable(file);
        List<CsvRecord> records = table.records(table.text(bytes));
        if (records.isEmpty()) {
            throw table.refusal("is empty; its first line must be " + String.join(",", required));
        }
        table.header(records.getFirst(), required);
        records.stream().skip(1).forEach(table::row);
        return table;
    }

    public List<Row> rows() {
        return rows;
    }

    public void complain(long line, String column, String what) {
        complaints.add("line %d, column %s: %s".formatted(line, column, what));
    }

    /// @throws WharfException naming everything that was complained about
    public void refuseIfWrong() {
        if (complaints.isEmpty()) {
            return;
        }
        List<String> shown = complaints.subList(0, Math.min(MOST_COMPLAINTS, complaints.size()));
        String more =
                complaints.size() > shown.size()
                        ? "\n  … and %d more".formatted(complaints.size() - shown.size())
                        : "";
        throw refusal(
                "is refused, nothing of it was loaded:\n  " + String.join("\n  ", shown) + more);
    }

    private String text(byte[] bytes) {
        if (bytes.length >= 2 && (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE))) {
            throw refusal("is UTF-16; save it as CSV UTF-8");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw refusal("is not UTF-8 in line " + badLine(bytes) + "; save it as CSV UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static int badLine(byte[] bytes) {
        int line = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                try {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, start, i - start));
                } catch (CharacterCodingException _) {
                    return line;
                }
                line++;
                start = i + 1;
            }
        }
        return line;
    }

    private List<CsvRecord> records(String text) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .trimWhitespacesAroundQuotes(true)
                        .ofCsvRecord(text)) {
            return reader.stream().toList();
        } catch (CsvParseException _) {
            throw refusal("is not CSV: a quote is not closed, or stands inside a cell");
        } catch (java.io.IOException e) {
            throw new WharfException(ErrorCode.INPUT_UNREADABLE, "Cannot read " + file, e);
        }
    }

    private void header(CsvRecord header, List<String> required) {
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = key(header.getField(i));
            if (!name.isEmpty() && columns.put(name, i) != null) {
                complain(header.getStartingLineNumber(), header.getField(i).strip(), "named twice");
            }
        }
        for (String column : required) {
            if (!columns.containsKey(key(column))) {
                boolean semicolons =
                        header.getFieldCount() == 1 && header.getField(0).contains(";");
                complain(
                        header.getStartingLineNumber(),
                        column,
                        semicolons
                                ? "missing from the header; separate the columns with commas"
                                : "missing from the header");
            }
        }
        refuseIfWrong();
    }

    private void row(CsvRecord record) {
        if (record.getFields().stream().allMatch(String::isBlank)) {
            return;
        }
        int width = columns.values().stream().mapToInt(i -> i + 1).max().orElse(0);
        for (int i = width; i < record.getFieldCount(); i++) {
            if (!record.getField(i).isBlank()) {
                complain(
                        record.getStartingLineNumber(),
                        Integer.toString(i + 1),
                        "the header has no such column; put cells with commas in quotes");
            }
        }
        rows.add(new Row(record));
    }

    private static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }

    private WharfException refusal(String what) {
        return new WharfException(ErrorCode.MAPPING_INVALID, file + " " + what);
    }

    /// One line below the header. For one thread.
    public final class Row {
        private final CsvRecord record;

        private Row(CsvRecord record) {
            this.record = record;
        }

        public long line() {
            return record.getStartingLineNumber();
        }

        /// The stripped cell; empty when the column or the cell is missing.
        public String cell(String column) {
            Integer index = columns.get(key(column));
            return index == null || index >= record.getFieldCount()
                    ? ""
                    : record.getField(index).strip();
        }

        public void complain(String column, String what) {
            CsvTable.this.complain(line(), column, what);
        }

        /// A cell that must not be empty.
        public Optional<String> demand(String column) {
            String cell = cell(column);
            if (cell.isEmpty()) {
                complain(column, "empty");
            }
            return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
        }

        /// The days of the row; an end before its beginning is complained about.
        public Days days(String fromColumn, String untilColumn) {
            LocalDate from = date(fromColumn);
            LocalDate until = date(untilColumn);
            if (from != null && until != null && until.isBefore(from)) {
                complain(untilColumn, "before " + fromColumn);
            }
            return new Days(from, until);
        }

        private @Nullable LocalDate date(String column) {
            String cell = cell(column);
            if (cell.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(cell);
            } catch (DateTimeParseException _) {
                complain(column, "not a date; write it as 2026-03-31");
                return null;
            }
        }
    }

    public record Days(@Nullable LocalDate from, @Nullable LocalDate until) {}
}
