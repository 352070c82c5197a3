package dev.wharf.capture.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Bytes read in order, of which a held stretch can be cut out. Memory is that of the stretch, and
/// never more than [#LARGEST]: of a longer one only the beginning remains.
///
/// For one thread.
public final class ByteWindow {
    /// Meta sends at most 3 MB in one body.
    public static final int LARGEST = 64 << 20;

    private static final int HEAD = 64 << 10;
    private static final int END = -1;

    private final InputStream in;
    private byte[] buffer;
    private boolean ended;

    /// Offset in the input of the buffer's first byte.
    private long base;

    private int position;
    private int limit;
    private long held = -1;
    private boolean cut;
    private long line = 1;
    private boolean lineStart = true;

    /// A window over a stream, which stays its owner's to close.
    public ByteWindow(InputStream in) {
        this.in = in;
        this.buffer = new byte[HEAD];
    }

    /// A window over bytes in memory, which are not copied.
    public ByteWindow(byte[] bytes, int from, int to) {
        this.in = InputStream.nullInputStream();
        this.buffer = bytes;
        this.position = from;
        this.limit = to;
        this.ended = true;
    }

    /// The next byte, which stays; -1 at the end.
    public int peek() throws IOException {
        return position < limit || fill(1) ? buffer[position] & 0xff : END;
    }

    /// The byte so many places ahead; at most a few.
    public int peek(int ahead) throws IOException {
        return position + ahead < limit || fill(ahead + 1) ? buffer[position + ahead] & 0xff : END;
    }

    /// Passes over the byte that [#peek] showed.
    public void skip() {
        lineStart = buffer[position++] == '\n';
        if (lineStart) {
            line++;
        }
    }

    /// Passes over bytes that mean nothing within a string, as far as they are at hand.
    public void skipPlain() {
        int start = position;
        while (position < limit && isPlain(buffer[position])) {
            position++;
        }
        lineStart &= position == start;
    }

    private static boolean isPlain(byte b) {
        return b != '"' && b != '\\' && b != '\n';
    }

    /// Offset of the next byte.
    public long offset() {
        return base + position;
    }

    /// Number of the line that the next byte is in, from 1.
    public long line() {
        return line;
    }

    /// Whether the next byte is the first of its line.
    public boolean atLineStart() {
        return lineStart;
    }

    /// Keeps what follows until it is released; what is held already stays.
    ///
    /// @return offset of the next byte
    public long hold() {
        if (held < 0) {
            held = offset();
        }
        return offset();
    }

    /// What was held may go.
    public void release() {
        held = -1;
        cut = false;
    }

    /// Whether more was held than fits: [#held] gives its beginning only.
    public boolean isCut() {
        return cut;
    }

    /// From an offset within the held stretch up to the next byte.
    public byte[] held(long from) {
        if (cut) {
            return Arrays.copyOf(buffer, HEAD);
        }
        return Arrays.copyOfRange(buffer, (int) (from - base), position);
    }

    private boolean fill(int wanted) throws IOException {
        while (!ended && limit - position < wanted) {
            room();
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        }
        return limit - position >= wanted;
    }

    private void room() {
        if (limit < buffer.length) {
            return;
        }
        int keep = held < 0 || cut ? position : (int) (held - base);
        if (!cut && held >= 0 && limit - keep >= LARGEST) {
            System.arraycopy(buffer, keep, buffer, 0, HEAD);
            cut = true;
            keep = position;
        }
        // The beginning of a cut stretch stays in front.
        int front = cut ? HEAD : 0;
        if (keep - front >= buffer.length / 2) {
            System.arraycopy(buffer, keep, buffer, front, limit - keep);
        } else {
            byte[] larger = new byte[buffer.length * 2];
            System.arraycopy(buffer, 0, larger, 0, front);
            System.arraycopy(buffer, keep, larger, front, limit - keep);
            buffer = larger;
        }
        base += keep - front;
        position -= keep - front;
        limit -= keep - front;
    }
}
