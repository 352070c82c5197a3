package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A dictionary of an Apple property list, binary or XML, whoever wrote it: of bounded size and
/// depth, and nothing outside of it is read. What is not there, or of another type, is null.
///
/// Values are `Map<String, Object>`, `List<Object>`, `String`, `Long`, `Double`, `Boolean`,
/// `byte[]`, [Instant] and [PlistUid].
record Plist(Map<?, ?> values) {
    /// In bytes. The largest of a backup, `Info.plist`, holds the icons of all apps.
    static final int LARGEST = 32 << 20;

    static final Plist EMPTY = new Plist(Map.of());

    /// Nesting beyond this is an attack: a backup's own lists have five levels.
    static final int DEEPEST = 64;

    private static final byte[] BINARY = "bplist0".getBytes(StandardCharsets.US_ASCII);

    static Plist read(InputStream in) throws IOException {
        return parse(in.readNBytes(LARGEST + 1));
    }

    static Plist parse(byte[] bytes) throws MalformedPlistException {
        if (bytes.length > LARGEST) {
            throw new MalformedPlistException("it is larger than any such list is");
        }
        Object top = isBinary(bytes) ? new BinaryPlist(bytes).top() : XmlPlist.top(bytes);
        if (top instanceof Map<?, ?> values) {
            return new Plist(values);
        }
        throw new MalformedPlistException("it holds no dictionary");
    }

    private static boolean isBinary(byte[] bytes) {
        return Arrays.equals(
                bytes, 0, Math.min(bytes.length, BINARY.length), BINARY, 0, BINARY.length);
    }

    @Nullable Object value(String key) {
        return values.get(key);
    }

    @Nullable String text(String key) {
        return values.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    @Nullable Long integer(String key) {
        return values.get(key) instanceof Long number ? number : null;
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    @Nullable Instant time(String key) {
        return values.get(key) instanceof Instant time ? time : null;
    }

    byte @Nullable [] data(String key) {
        return values.get(key) instanceof byte[] bytes ? bytes : null;
    }

    Plist dictionary(String key) {
        return values.get(key) instanceof Map<?, ?> map ? new Plist(map) : EMPTY;
    }

    List<?> list(String key) {
        return values.get(key) instanceof List<?> list ? list : List.of();
    }
}
