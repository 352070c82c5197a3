package dev.wharf.mail;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.nio.charset.StandardCharsets;

/// A literal stretch of a stored mail, read from front to back, header by header. For one thread.
final class StoredText {
    private static final String LINE_END = "\r\n";

    private final String text;
    private int at;

    StoredText(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            requireOurs(bytes, i);
        }
        text = new String(bytes, StandardCharsets.US_ASCII);
    }

    /// Printable ASCII, and line ends that are whole.
    private static void requireOurs(byte[] bytes, int i) {
        boolean good =
                switch (bytes[i]) {
                    case '\r' -> i + 1 < bytes.length && bytes[i + 1] == '\n';
                    case '\n' -> i > 0 && bytes[i - 1] == '\r';
                    default -> bytes[i] >= ' ' && bytes[i] < 0x7f;
                };
        if (!good) {
            throw corrupt("its headers are not ASCII");
        }
    }

    /// Goes on behind the first line that is `line`.
    void skipPast(String line) {
        int found = text.startsWith(line, at) ? at : text.indexOf(LINE_END + line, at);
        if (found < 0) {
            throw corrupt("a boundary is missing");
        }
        at = text.indexOf(line, found) + line.length();
    }

    boolean nextIs(String header) {
        return text.startsWith(header, at) && text.startsWith(": ", at + header.length());
    }

    boolean atEndOfHeaders() {
        return at >= text.length() || text.startsWith(LINE_END, at);
    }

    /// The next header, unfolded and not decoded.
    Header header(String name) {
        if (!nextIs(name)) {
            throw corrupt("its header " + name + " is missing");
        }
        return header();
    }

    Header header() {
        int colon = text.indexOf(": ", at);
        int end = at - LINE_END.length();
        do {
            end = text.indexOf(LINE_END, end + LINE_END.length());
        } while (end >= 0 && text.startsWith(" ", end + LINE_END.length()));
        if (colon < 0 || end < colon + 2) {
            throw corrupt("a header cannot be read");
        }
        String name = text.substring(at, colon);
        String value = text.substring(colon + 2, end).replace(LINE_END, "");
        at = end + LINE_END.length();
        return new Header(name, value);
    }

    static WharfException corrupt(String what) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "reading a stored mail: " + what + "; run `wharf verify`");
    }
}
