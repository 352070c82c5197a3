package dev.wharf.capture.chatexport;

import java.io.IOException;
import java.io.InputStream;

/// What a pass over the whole of a text found, before anything is decided by it.
///
/// @param shapes of headers that count, a bit each
/// @param months as the text's first dates name them
/// @param latestYear that dates were read with
record Surveyed(int shapes, MonthNames months, Survey survey, Warnings warnings, int latestYear) {
    /// Enough lines to tell the shape by.
    private static final int SAMPLED = 20_000;

    /// The shape of the first header, since an export begins with one; another only if it is ten
    /// times as frequent.
    ///
    /// @param whole whether nothing behind what was read could change it
    record Shape(int shapes, MonthNames months, boolean whole) {
        /// @param start of a text
        static Shape of(InputStream start) throws IOException {
            MonthNames months = new MonthNames();
            long[] headers = new long[Header.SHAPES];
            HeaderScanner scanner = new HeaderScanner(months);
            Header header = new Header();
            int first = -1;
            int most = 0;
            int sampled = 0;
            LineReader lines = ChatText.read(start);
            while (sampled < SAMPLED && lines.next()) {
                if (!lines.continues && scanner.scan(lines.text, lines.length, header)) {
                    sampled++;
                    first = first < 0 ? header.shape() : first;
                    headers[header.shape()]++;
                    most = headers[header.shape()] > headers[most] ? header.shape() : most;
                }
            }
            months.settle();
            int main = first >= 0 && headers[first] * 10 >= headers[most] ? first : most;
            return new Shape(1 << main, months, sampled == SAMPLED);
        }
    }

    static Surveyed of(ChatText text, int latestYear) throws IOException {
        Shape shape;
        try (InputStream in = text.opener().open()) {
            shape = Shape.of(in);
        }
        Surveyed once;
        try (InputStream in = text.opener().open()) {
            once = of(in, text.name(), shape, latestYear);
        }
        if (once.survey.foreignExports == 0) {
            return once;
        }
        Surveyed again;
        try (InputStream in = text.opener().open()) {
            int all = shape.shapes | once.survey.foreignExports;
            Shape wider = new Shape(all, shape.months, true);
            again = of(in, text.name(), wider, latestYear);
        }
        again.warnings.add("exports of several shapes stand one behind the other; all are read");
        return again;
    }

    /// Reads a text to its end.
    static Surveyed of(InputStream in, String name, Shape shape, int latestYear)
            throws IOException {
        Warnings warnings = new Warnings(name);
        Survey survey = new Survey(shape.shapes, latestYear, shape.months, warnings);
        survey.read(ChatText.read(in));
        return new Surveyed(shape.shapes, shape.months, survey, warnings, latestYear);
    }
}
