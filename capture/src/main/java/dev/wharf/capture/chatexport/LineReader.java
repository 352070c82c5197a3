package dev.wharf.capture.chatexport;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/// Reads a text line by line, without an object per line: after [#next] the fields show the line,
/// until the next call.
///
/// A line longer than [#LONGEST_PIECE] bytes comes in several pieces, of which all but the first
/// have `continues` set, so that memory stays bounded whatever the file holds.
final class LineReader {
    static final int LONGEST_PIECE = 256 * 1024;
    private static final int BUFFER = 1024 * 1024;

    /// The line's bytes as they stand in the file, its line end included: `bytes[start, end)`.
    byte[] bytes = new byte[BUFFER];

    int start;
    int end;

    /// The line's characters without its line end: `text[0, length)`.
    final char[] text = new char[LONGEST_PIECE + 4];

    int length;

    /// Counted from 1.
    long number;

    /// Whether this is a further piece of the line before.
    boolean continues;

    /// How many places of this line stand for no character.
    int malformed;

    private final InputStream in;
    private final TextEncoding encoding;
    private final BooleanSupplier brokenOff;
    private int filled;
    private boolean ended;
    private boolean cut;

    LineReader(InputStream in, TextEncoding encoding) {
        this(in, encoding, () -> false);
    }

    /// @param brokenOff asked at the end: whether it is a break, so that a line without an end is
    ///   no line
    LineReader(InputStream in, TextEncoding encoding, BooleanSupplier brokenOff) {
        this.in = in;
        this.encoding = encoding;
        this.brokenOff = brokenOff;
    }

    boolean next() throws IOException {
        start = end;
        int newline = findNewline();
        if (newline < 0 && (start == filled || (ended && brokenOff.getAsBoolean()))) {
            return false;
        }
        continues = cut;
        if (!continues) {
            number++;
        }
        cut = newline < 0 && !(ended && filled - start <= LONGEST_PIECE);
        end = cut ? wholeCharacters(start + LONGEST_PIECE) : newline < 0 ? filled : newline;
        decode();
        return true;
    }

    private void decode() {
        int textEnd = newlineStart();
        long decoded = encoding.decode(bytes, start, textEnd, text);
        length = (int) decoded;
        malformed = (int) (decoded >>> 32);
        if (length > 0 && text[length - 1] == '\r' && !cut) {
            length--;
        }
    }

    private int newlineStart() {
        int unit = encoding.unit();
        if (end - start < unit) {
            return end;
        }
        boolean newline =
                switch (encoding) {
                    case UTF_8 -> bytes[end - 1] == '\n';
                    case UTF_16LE -> bytes[end - 2] == '\n' && bytes[end - 1] == 0;
                    case UTF_16BE -> bytes[end - 1] == '\n' && bytes[end - 2] == 0;
                };
        return newline ? end - unit : end;
    }

    /// The end of the line that begins at `start`, -1 when it is not within the longest piece or
    /// the file ends without one.
    private int findNewline() throws IOException {
        int from = start;
        while (true) {
            int limit = Math.min(filled, start + LONGEST_PIECE);
            int found = scan(from, limit);
            if (found >= 0) {
                return found;
            }
            if (limit - start >= LONGEST_PIECE || ended) {
                return -1;
            }
            int scanned = Math.max(0, (limit - start) & -encoding.unit());
            fill();
            from = start + scanned;
        }
    }

    private int scan(int from, int limit) {
        byte[] b = bytes;
        switch (encoding) {
            case UTF_8 -> {
                return Utf8.behindNewline(b, from, limit);
            }
            case UTF_16LE -> {
                for (int i = from; i + 1 < limit; i += 2) {
                    if (b[i] == '\n' && b[i + 1] == 0) {
                        return i + 2;
                    }
                }
            }
            case UTF_16BE -> {
                for (int i = from; i + 1 < limit; i += 2) {
                    if (b[i] == 0 && b[i + 1] == '\n') {
                        return i + 2;
                    }
                }
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            start = 0;
        }
        int read = in.read(bytes, filled, bytes.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }

    /// The last place at or before `at` that does not cut a character in two.
    private int wholeCharacters(int at) {
        if (encoding != TextEncoding.UTF_8) {
            int even = start + ((at - start) & ~1);
            int high = encoding == TextEncoding.UTF_16LE ? even - 1 : even - 2;
            return (bytes[high] & 0xFC) == 0xD8 ? even - 2 : even;
        }
        int back = at;
        while (back > at - 4 && back < filled && (bytes[back] & 0xC0) == 0x80) {
            back--;
        }
        return back > at - 4 ? back : at;
    }
}
