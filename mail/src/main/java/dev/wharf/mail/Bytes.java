package dev.wharf.mail;

import java.util.Arrays;

/// A growing run of bytes. For one thread.
final class Bytes {
    /// The bytes of U+FFFD in UTF-8, as the characters that [#ascii] writes as these bytes.
    private static final String REPLACEMENT = "\u00ef\u00bf\u00bd";

    /// First byte of U+0080 to U+00BF: half of them controls.
    private static final int LEADS_C1_CONTROLS = 0xc2;

    private static final boolean[] PLAIN_IN_TEXT = allBut("\0\r\n");
    private static final boolean[] PLAIN_IN_HTML = plainInHtml();

    private byte[] bytes;
    private int size;

    Bytes(int expected) {
        bytes = new byte[expected];
    }

    private static boolean[] allBut(String special) {
        boolean[] plain = new boolean[256];
        Arrays.fill(plain, true);
        special.chars().forEach(c -> plain[c] = false);
        return plain;
    }

    private static boolean[] plainInHtml() {
        boolean[] plain = allBut("<>&\"'\u007f\u00c2");
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
        return put(HalfSurrogates.utf8(text));
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
        int done = plain(text, plain);
        return done == text.length() ? this : escapedRest(text.substring(done), plain, html);
    }

    /// Copies runs of plain bytes whole; what is left is rare.
    private Bytes escapedRest(String text, boolean[] plain, boolean html) {
        byte[] utf8 = HalfSurrogates.utf8(text);
        int start = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (plain[utf8[i] & 0xff]) {
                continue;
            }
            int next = i + 1 < utf8.length ? utf8[i + 1] & 0xff : 0;
            if ((utf8[i] & 0xff) == LEADS_C1_CONTROLS && next >= 0xa0) {
                continue;
            }
            put(utf8, start, i - start);
            ascii(html ? htmlFor(utf8[i]) : textFor(utf8[i]));
            boolean two = utf8[i] == '\r' ? next == '\n' : utf8[i] < 0;
            i += two ? 1 : 0;
            start = i + 1;
        }
        return put(utf8, start, utf8.length - start);
    }

    private static String textFor(byte b) {
        return b == 0 ? REPLACEMENT : "\r\n";
    }

    private static String htmlFor(byte b) {
        return switch (b) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '\n', '\r' -> "<br>";
            default -> REPLACEMENT;
        };
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
