package dev.wharf.mail;

import java.util.Arrays;

/// A growing run of bytes. For one thread.
final class Bytes {
    private byte[] bytes;
    private int size;

    Bytes(int expected) {
        bytes = new byte[expected];
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    Bytes put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /// Text known to be ASCII.
    @SuppressWarnings("deprecation") // the quickest copy of ASCII there is
    Bytes ascii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    Bytes put(byte[] more) {
        return put(more, 0, more.length);
    }

    Bytes put(byte[] more, int from, int length) {
        room(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
        return this;
    }

    /// Half surrogates, which UTF-8 cannot hold, become U+FFFD.
    Bytes utf8(String text) {
        room(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else {
                i += character(text, i);
            }
        }
        return this;
    }

    /// Text of a mail body: as [#utf8], and every line end becomes CRLF (RFC 2046 §4.1.1), NUL
    /// U+FFFD.
    Bytes lines(String text) {
        room(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                put('\r').put('\n');
                room((text.length() - i) * 3);
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
            } else if (c == 0) {
                point('\ufffd');
            } else if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else {
                i += character(text, i);
            }
        }
        return this;
    }

    /// Text of an HTML element: escaped, line ends as `<br>`, controls as U+FFFD.
    Bytes html(String text) {
        room(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (c < 0xa0) {
                    point('\ufffd');
                } else {
                    i += character(text, i);
                }
                continue;
            }
            switch (c) {
                case '<' -> ascii("&lt;");
                case '>' -> ascii("&gt;");
                case '&' -> ascii("&amp;");
                case '"' -> ascii("&quot;");
                case '\'' -> ascii("&#39;");
                case '\n' -> ascii("<br>");
                case '\r' -> {
                    if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                        ascii("<br>");
                    }
                }
                default -> {
                    if ((c < ' ' && c != '\t') || c == 0x7f) {
                        point('\ufffd');
                    } else {
                        bytes[size++] = (byte) c;
                    }
                    continue;
                }
            }
            room((text.length() - i) * 3);
        }
        return this;
    }

    /// Writes the character at `i`; tells how many further UTF-16 units it took.
    private int character(String text, int i) {
        char c = text.charAt(i);
        if (!Character.isSurrogate(c)) {
            point(c);
            return 0;
        }
        int point = text.codePointAt(i);
        if (point == c) {
            point('\ufffd');
            return 0;
        }
        point(point);
        return 1;
    }

    private void point(int point) {
        if (point < 0x800) {
            bytes[size++] = (byte) (0xc0 | (point >> 6));
        } else if (point < 0x10000) {
            bytes[size++] = (byte) (0xe0 | (point >> 12));
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        } else {
            bytes[size++] = (byte) (0xf0 | (point >> 18));
            bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3f));
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
