package dev.wharf.capture.linked;

import dev.wharf.capture.json.ByteWindow;
import dev.wharf.capture.json.JsonScanner;
import dev.wharf.capture.json.JsonText;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Cuts a capture into webhooks: one, one on each line, one after the other, or a list of them.
/// Streams; holds one webhook at a time.
///
/// For one thread and one pass.
final class DocumentReader {
    /// How a webhook begins where it begins a line, whatever was cut short before it.
    private static final List<String> FIRST_WORDS =
            List.of(
                    "\"event\":",
                    "\"id\":\"evt_",
                    "\"id\": \"evt_",
                    "\"device_id\":",
                    "\"session\":",
                    "\"session_id\":");

    /// What is found, in the capture's order.
    interface Sink {
        /// One whole webhook, or what stands where one belongs.
        void document(String locator, JsonText document) throws IOException;

        /// What could not be cut out whole.
        ///
        /// @param raw its bytes, or the first of them when it is very long
        void unreadable(String locator, byte[] raw, String why) throws IOException;
    }

    private final ByteWindow in;
    private final JsonScanner scanner;
    private final boolean many;
    private final Sink sink;
    private int documents;
    private int listed = -1;

    /// @param many whether the capture holds several webhooks, so that places name their line
    DocumentReader(InputStream in, boolean many, Sink sink) {
        this.in = new ByteWindow(in);
        this.scanner = new JsonScanner(this.in, FIRST_WORDS);
        this.many = many;
        this.sink = sink;
    }

    /// @return the number of documents found
    int read() throws IOException {
        passOverMark();
        for (int c = begin(); c != JsonScanner.END; c = begin()) {
            if (c == '[' && listed < 0) {
                scanner.bracket();
                listed = 0;
            } else if (c == ']' && listed >= 0) {
                scanner.bracket();
                listed = -1;
            } else {
                document(c);
            }
        }
        return documents;
    }

    private int begin() throws IOException {
        int c;
        do {
            scanner.beginDocument();
            c = scanner.next();
        } while (c == JsonScanner.END && in.peek() != JsonScanner.END);
        scanner.beginDocument();
        return c;
    }

    private void passOverMark() throws IOException {
        if (in.peek() == 0xef && in.peek(1) == 0xbb && in.peek(2) == 0xbf) {
            for (int i = 0; i < 3; i++) {
                in.skip();
            }
        }
    }

    private void document(int first) throws IOException {
        documents++;
        String locator = place();
        long start = in.hold();
        boolean whole;
        if (first == '{') {
            whole = scanner.value();
        } else {
            passOverLine(start);
            whole = false;
        }
        byte[] raw = in.held(start);
        boolean cut = in.isCut();
        in.release();
        if (whole && !cut) {
            sink.document(locator, JsonText.of(raw));
        } else {
            sink.unreadable(
                    locator,
                    raw,
                    cut ? "too long to be read" : first == '{' ? "cut short" : "not JSON");
        }
        listed += listed < 0 ? 0 : 1;
    }

    private String place() {
        String line = many ? "line " + in.line() : "";
        String index = listed < 0 ? "" : (many ? ": " : "") + "[" + listed + "]";
        return line.isEmpty() && index.isEmpty() ? "body" : line + index;
    }

    /// Up to the end of the line, or to where a webhook may begin.
    private void passOverLine(long start) throws IOException {
        int c = in.peek();
        while (c != JsonScanner.END && c != '\n' && (c != '{' || in.offset() == start)) {
            in.skip();
            c = in.peek();
        }
    }
}
