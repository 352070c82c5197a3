package dev.wharf.capture.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds where JSON values begin and end, and nothing else. It needs brackets and quotes only, so a
/// missing comma, a comment, a value too deep to parse or a document cut short costs that value and
/// not its neighbours. Its memory does not grow with nesting.
///
/// For one thread.
public final class JsonScanner {
    /// What [#next] gives where the input ends.
    public static final int END = -1;

    private final ByteWindow in;
    private final List<byte[]> firstWords;
    private long document;

    /// Over what is one document.
    public JsonScanner(ByteWindow in) {
        this(in, List.of());
    }

    /// Over what may hold several documents, of which any may be cut short.
    ///
    /// @param firstWords what follows the opening bracket of a document that begins on a line of
    ///   its own, and of nothing within one: `"object"`
    public JsonScanner(ByteWindow in, List<String> firstWords) {
        this.in = in;
        this.firstWords = firstWords.stream().map(JsonScanner::ascii).toList();
        this.document = in.offset();
    }

    /// The next value begins a document of its own.
    public void beginDocument() {
        document = in.offset();
    }

    /// The first byte of the next token, which stays. White space, commas, colons and comments are
    /// passed over. The end of the input, or the beginning of another document on a line of its own
    /// while this one is still open, is [#END].
    public int next() throws IOException {
        while (true) {
            int c = in.peek();
            if (c == '{' && in.offset() > document && beginsDocument(0)) {
                return END;
            }
            if (c == '/' || c == '<') {
                if (!comment()) {
                    return c;
                }
            } else if ((c <= ' ' && c >= 0) || c == ',' || c == ':') {
                in.skip();
            } else {
                return c;
            }
        }
    }

    /// Passes over one value.
    ///
    /// @return whether it was whole
    public boolean value() throws IOException {
        int depth = 0;
        do {
            int c = next();
            switch (c) {
                case END -> {
                    return false;
                }
                case '{', '[' -> {
                    depth++;
                    in.skip();
                }
                case '}', ']' -> {
                    if (depth == 0) {
                        return false;
                    }
                    depth--;
                    in.skip();
                }
                case '"' -> {
                    if (!string()) {
                        return false;
                    }
                }
                default -> word();
            }
        } while (depth > 0);
        return true;
    }

    /// Passes over a string.
    ///
    /// @return whether its closing quote was found
    public boolean string() throws IOException {
        in.skip();
        while (true) {
            in.skipPlain();
            int c = in.peek();
            if (c == END || (c == '\n' && beginsDocument(1))) {
                return false;
            }
            in.skip();
            if (c == '"') {
                return true;
            }
            if (c == '\\' && in.peek() != END) {
                in.skip();
            }
        }
    }

    /// Passes over the opening bracket at hand, or the closing one when there is one.
    public void bracket() {
        in.skip();
    }

    private void word() throws IOException {
        do {
            in.skip();
        } while (!ends(in.peek()));
    }

    private static boolean ends(int c) {
        return c <= ' ' || ",:{}[]\"".indexOf(c) >= 0;
    }

    /// JSON within a document never begins a line in this way.
    private boolean beginsDocument(int ahead) throws IOException {
        if ((ahead == 0 && !in.atLineStart()) || in.peek(ahead) != '{') {
            return false;
        }
        int at = ahead + 1;
        while (in.peek(at) == ' ' && at < ahead + 4) {
            at++;
        }
        for (byte[] name : firstWords) {
            if (stands(name, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(byte[] text, int at) throws IOException {
        for (int i = 0; i < text.length; i++) {
            if (in.peek(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean comment() throws IOException {
        if (stands(ascii("//"), 0)) {
            while (in.peek() != END && in.peek() != '\n') {
                in.skip();
            }
            return true;
        }
        if (stands(ascii("/*"), 0)) {
            return passOver(ascii("*/"));
        }
        return stands(ascii("<!--"), 0) && passOver(ascii("-->"));
    }

    private boolean passOver(byte[] close) throws IOException {
        while (in.peek() != END) {
            if (stands(close, 0)) {
                for (int i = 0; i < close.length; i++) {
                    in.skip();
                }
                return true;
            }
            in.skip();
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
