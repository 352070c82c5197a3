package dev.wharf.connector.log;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import dev.wharf.connector.log.AdminLog.Detail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

/// The admin log as CSV (RFC 4180), row by row. The columns are Microsoft's, in their words; what
/// is ours comes behind them. Neither closes the writer.
///
/// A cell that a spreadsheet would take for a formula has an apostrophe before it, which
/// spreadsheets do not show.
public final class AdminLogCsv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final int COLUMNS = 8;

    private final boolean mark;

    /// @param mark whether to begin with a byte order mark, without which Excel does not take UTF-8
    ///   for UTF-8
    public AdminLogCsv(boolean mark) {
        this.mark = mark;
    }

    /// One row for each day.
    public void days(Stream<AdminLogDay> days, Writer out) throws IOException {
        List<String> header =
                List.of(
                        "Import completion time",
                        "Items available from source",
                        "Items available for import",
                        "Items imported successfully",
                        "Items partially imported",
                        "Items skipped",
                        "Items failed",
                        "Items quarantined");
        write(out, header, days.map(AdminLogCsv::cells));
    }

    private static List<String> cells(AdminLogDay day) {
        if (day.isEmpty()) {
            return Stream.concat(
                            Stream.of(day.nothing()), Stream.generate(() -> "").limit(COLUMNS - 1))
                    .toList();
        }
        ImportCounters counters = day.counters();
        Stream<Long> numbers =
                Stream.of(
                        counters.fromSource(),
                        counters.forImport(),
                        counters.imported(),
                        counters.partially(),
                        counters.skipped(),
                        counters.failed(),
                        counters.quarantined());
        String completed = day.completed() == null ? "" : day.completed().toString();
        return Stream.concat(Stream.of(completed), numbers.map(String::valueOf)).toList();
    }

    /// One row for each copy that did not arrive, or not whole.
    public void details(Stream<Detail> details, Writer out) throws IOException {
        List<String> header =
                List.of(
                        "Item id",
                        "Source User ID",
                        "M365 User ID (UPN)",
                        "Failure Reason",
                        "Outcome",
                        "Destination",
                        "Run");
        write(out, header, details.map(AdminLogCsv::cells));
    }

    private static List<String> cells(Detail detail) {
        NotDelivered copy = detail.copy();
        return List.of(
                copy.item().toString(),
                copy.source().text(),
                copy.mailbox() == null ? "" : copy.mailbox().value(),
                copy.reason(),
                copy.outcome().text(),
                copy.destination().value(),
                detail.run().text());
    }

    private void write(Writer out, List<String> header, Stream<List<String>> rows)
            throws IOException {
        if (mark) {
            out.write(BYTE_ORDER_MARK);
        }
        // Not closed: it would close what is the caller's.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
        try (rows) {
            csv.writeRecord(header);
            rows.forEach(row -> csv.writeRecord(row.stream().map(AdminLogCsv::harmless).toList()));
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
