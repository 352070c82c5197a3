package dev.wharf.mail;

import java.util.Arrays;

/// A growing run of bytes. For one thread.
final class Bytes {
    /// The bytes of U+FFFD in UTF-8, as the characters that [#ascii] writes as these bytes.
    private static final String REPLACEMENT = "\u00ef\u00bf\u00bd";

    /// First byte of U+0080 to U+00BF in UTF-8: half of them controls.
    private static final byte LEADS_C1_CONTROLS = (byte) 0xc2;

    /// Second byte of U+00A0.
    private static final byte BEHIND_C1 = (byte) 0xa0;

    private static final boolean[] ALL_PLAIN = allBut("");
    private static final boolean[] PLAIN_IN_TEXT = allBut("\0\r\n");
    private static final boolean[] PLAIN_IN_HTML = plainInHtml();

    private byte[] bytes;
    private int size;

    Bytes(int expected) {
        bytes = new byte[expected];
    }

    private static boolean[] allBut(String special) {
        boolean[] plain = new boolean[0x80];
        Arrays.fill(plain, true);
        special.chars().forEach(c -> plain[c] = false);
        return plain;
    }

    private static boolean[] plainInHtml() {
        boolean[] plain = allBut("<>&\"'\u007f");
        Arrays.fill(plain, 0, ' ', false);
        plain['\t'] = true;
        return plain;
    }

    int size() {
        return size;
    }

    int capacity() {
        return bytes.length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /// Forgets what was written after the first `length` bytes.
    void cut(int length) {
        size = length;
    }

    /// Takes some bytes out of what was written; what stands behind them moves up.
    void remove(int from, int length) {
        System.arraycopy(bytes, from + length, bytes, from, size - from - length);
        size -= length;
    }

    /// Everything so far; what follows begins anew.
    byte[] takeAll() {
        byte[] all = toArray();
        size = 0;
        return all;
    }

    Bytes put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /// Room for bytes that the caller writes into the array that it gets, from [#size] on, and then
    /// [#advance]s by.
    byte[] reserve(int length) {
        room(length);
        return bytes;
    }

    void advance(int length) {
        size += length;
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

    /// Half surrogates, as broken clients and cut texts have them, become U+FFFD: UTF-8 cannot hold
    /// them; the stored event does.
    Bytes utf8(String text) {
        return escaped(text, ALL_PLAIN, false);
    }

    /// Text of a mail body: as [#utf8], and every line end becomes CRLF (RFC 2046 §4.1.1), NUL
    /// U+FFFD.
    Bytes lines(String text) {
        return escaped(text, PLAIN_IN_TEXT, false);
    }

    /// Text of an HTML element: as [#utf8] and escaped, line ends as `<br>`, controls as U+FFFD.
    Bytes html(String text) {
        return escaped(text, PLAIN_IN_HTML, true);
    }

    /// Copies the text's first characters, as long as they are ASCII and plain.
    ///
    /// @return how many they are
    int plain(String text, boolean[] plain) {
        int length = text.length();
        room(length);
        byte[] to = bytes;
        int start = size;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 0x80 || !plain[c]) {
                break;
            }
            to[start + i++] = (byte) c;
        }
        size = start + i;
        return i;
    }

    private Bytes escaped(String text, boolean[] plain, boolean html) {
        int length = text.length();
        for (int i = plain(text, plain); i < length; i += plainRest(text, i, plain, html)) {
            char c = text.charAt(i);
            if (c < 0x80 && !plain[c]) {
                ascii(html ? htmlFor(c) : textFor(c));
                boolean two = c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n';
                i += two ? 2 : 1;
            } else if (html && isC1Control(c)) {
                ascii(REPLACEMENT);
                i++;
            } else if (Character.isSurrogate(c)) {
                int point = text.codePointAt(i);
                point(point == c ? 0xfffd : point);
                i += point == c ? 1 : 2;
            }
        }
        return this;
    }

    /// Copies characters from `from` on, as long as none is special, half of a pair, or in HTML a
    /// control beyond ASCII.
    ///
    /// @return how many they are
    private int plainRest(String text, int from, boolean[] plain, boolean html) {
        int length = text.length();
        room(3 * (length - from));
        byte[] to = bytes;
        int at = size;
        int i = from;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (!plain[c]) {
                    break;
                }
                to[at++] = (byte) c;
            } else if (c < 0x800) {
                if (html && isC1Control(c)) {
                    break;
                }
                to[at++] = (byte) (0xc0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isSurrogate(c)) {
                break;
            } else {
                to[at++] = (byte) (0xe0 | (c >> 12));
                to[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                to[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        size = at;
        return i - from;
    }

    /// One beyond the basic plane, or U+FFFD.
    private void point(int point) {
        if (point < 0x10000) {
            ascii(REPLACEMENT);
            return;
        }
        room(4);
        bytes[size++] = (byte) (0xf0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[size++] = (byte) (0x80 | (point & 0x3f));
    }

    private static boolean isC1Control(char c) {
        return c >= 0x80 && c < 0xa0;
    }

    private static String textFor(char c) {
        return c == 0 ? REPLACEMENT : "\r\n";
    }

    private static String htmlFor(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '\n', '\r' -> "<br>";
            default -> REPLACEMENT;
        };
    }

    /// Whether [#html] would have written the same as [#lines] did here.
    boolean isPlainHtml(int from, int to) {
        byte[] written = bytes;
        for (int i = from; i < to; i++) {
            byte b = written[i];
            if (b >= 0 ? !PLAIN_IN_HTML[b] : b == LEADS_C1_CONTROLS && written[i + 1] < BEHIND_C1) {
                return false;
            }
        }
        return true;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
