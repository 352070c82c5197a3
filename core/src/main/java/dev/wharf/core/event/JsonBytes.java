package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// Writes canonical JSON as UTF-8: no white space, members in the caller's order, absent values
/// left out. Nothing but the quote, the backslash, controls and lone surrogates is escaped, so that
/// equal values always give equal bytes and a string of any UTF-16 comes back as it was.
///
/// For one thread.
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int size;

    JsonBytes beginObject() {
        return open('{');
    }

    JsonBytes beginObject(String name) {
        return name(name).open('{');
    }

    JsonBytes endObject() {
        return put('}');
    }

    JsonBytes beginArray(String name) {
        return name(name).open('[');
    }

    JsonBytes endArray() {
        return put(']');
    }

    JsonBytes text(String name, @Nullable String value) {
        return value == null ? this : name(name).string(value);
    }

    JsonBytes word(String name, @Nullable Enum<?> value) {
        return text(name, value == null ? null : value.name());
    }

    JsonBytes number(String name, long value) {
        return name(name).raw(Long.toString(value));
    }

    JsonBytes numberUnless(long ordinary, String name, long value) {
        return value == ordinary ? this : number(name, value);
    }

    /// Seconds since 1970, and the nanoseconds where there are any.
    JsonBytes instant(String seconds, String nanos, Instant at) {
        return number(seconds, at.getEpochSecond()).numberUnless(0, nanos, at.getNano());
    }

    /// JSON has no infinities: they stand as strings.
    JsonBytes decimal(String name, @Nullable Double value) {
        if (value == null) {
            return this;
        }
        String digits = Double.toString(value);
        return Double.isFinite(value) ? name(name).raw(digits) : text(name, digits);
    }

    JsonBytes flag(String name, boolean value) {
        return value ? name(name).raw("true") : this;
    }

    JsonBytes bool(String name, @Nullable Boolean value) {
        return value == null ? this : name(name).raw(value ? "true" : "false");
    }

    JsonBytes element(String value) {
        return comma().string(value);
    }

    JsonBytes element(long value) {
        return comma().raw(Long.toString(value));
    }

    /// Elements or members that are JSON already.
    JsonBytes json(byte[] json, int from, int length) {
        room(length);
        System.arraycopy(json, from, bytes, size, length);
        size += length;
        return this;
    }

    JsonBytes name(String name) {
        comma();
        room(name.length() + 3);
        bytes[size++] = '"';
        ascii(name);
        bytes[size++] = '"';
        bytes[size++] = ':';
        return this;
    }

    /// The array behind; valid up to [#size], until the next call.
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void wipe() {
        Arrays.fill(bytes, (byte) 0);
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// Parts this value from the one before, if there is one.
    JsonBytes comma() {
        if (size > 0
                && bytes[size - 1] != '{'
                && bytes[size - 1] != '['
                && bytes[size - 1] != ':') {
            put(',');
        }
        return this;
    }

    private JsonBytes open(char bracket) {
        comma();
        return put(bracket);
    }

    private JsonBytes put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    private JsonBytes raw(String ascii) {
        room(ascii.length());
        ascii(ascii);
        return this;
    }

    @SuppressWarnings("deprecation") // the quickest copy of ASCII, and the text is ours
    private void ascii(String text) {
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
    }

    private JsonBytes string(String value) {
        put('"');
        characters(value);
        return put('"');
    }

    /// A string without its quotes.
    void characters(String value) {
        room(value.length() * 6);
        for (int i = plain(value); i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                oneByte(c);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | (c >> 6));
                tail(c);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xe0 | (c >> 12));
                tail(c >> 6);
                tail(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                int point = Character.toCodePoint(c, value.charAt(++i));
                bytes[size++] = (byte) (0xf0 | (point >> 18));
                tail(point >> 12);
                tail(point >> 6);
                tail(point);
            } else {
                escape(c);
            }
        }
    }

    /// A number, as it stands.
    void digits(long value) {
        raw(Long.toString(value));
    }

    /// Writes the characters up to the first that is more than itself; most texts have none.
    private int plain(String value) {
        int length = value.length();
        byte[] to = bytes;
        int start = size;
        int i = 0;
        while (i < length) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                break;
            }
            to[start + i++] = (byte) c;
        }
        size = start + i;
        return i;
    }

    private void oneByte(char c) {
        if (c == '"' || c == '\\') {
            bytes[size++] = '\\';
            bytes[size++] = (byte) c;
        } else if (c == '\n') {
            bytes[size++] = '\\';
            bytes[size++] = 'n';
        } else if (c < 0x20 || c == 0x7f) {
            escape(c);
        } else {
            bytes[size++] = (byte) c;
        }
    }

    private void tail(int bits) {
        bytes[size++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 0xf];
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
