package dev.wharf.capture.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stretch of JSON that nobody has parsed yet: its bytes are the evidence, its parts are found by
/// their brackets, and each part is parsed by itself.
///
/// @param bytes not copied; not to be changed
/// @param from its first byte
/// @param to the first byte behind it
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record JsonText(byte[] bytes, int from, int to) {
    /// No update is deeper than two dozen levels.
    public static final int DEEPEST = 200;

    private static final JsonMapper LENIENT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(ByteWindow.LARGEST)
                                                    .build())
                                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                                    .build())
                    .build();

    public static JsonText of(byte[] bytes) {
        return new JsonText(bytes, 0, bytes.length);
    }

    /// A copy of its bytes.
    public byte[] raw() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    public boolean isObject() {
        return from < to && bytes[from] == '{';
    }

    public boolean isArray() {
        return from < to && bytes[from] == '[';
    }

    /// The members of an object by name; empty for anything else. Of equal names the further ones
    /// get marks behind them, so that they are found to be unknown instead of getting lost.
    public Map<String, JsonText> members() {
        Map<String, JsonText> members = new LinkedHashMap<>();
        if (!isObject()) {
            return members;
        }
        ByteWindow in = new ByteWindow(bytes, from, to);
        JsonScanner scanner = new JsonScanner(in);
        try {
            scanner.bracket();
            for (int c = scanner.next(); c >= 0 && c != '}' && c != ']'; c = scanner.next()) {
                JsonText name = value(in, scanner);
                if (c == '"' && scanner.next() != JsonScanner.END) {
                    String word = name.string();
                    members.put(
                            members.containsKey(word) ? word + "#" + (in.offset() - from) : word,
                            value(in, scanner));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    /// The elements of an array; anything but an array has none.
    public List<JsonText> elements() {
        List<JsonText> elements = new ArrayList<>();
        if (!isArray()) {
            return elements;
        }
        ByteWindow in = new ByteWindow(bytes, from, to);
        JsonScanner scanner = new JsonScanner(in);
        try {
            scanner.bracket();
            for (int c = scanner.next(); c >= 0 && c != '}' && c != ']'; c = scanner.next()) {
                elements.add(value(in, scanner));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return elements;
    }

    /// A window over memory counts from the beginning of its array.
    private JsonText value(ByteWindow in, JsonScanner scanner) throws IOException {
        int start = (int) in.offset();
        scanner.value();
        return new JsonText(bytes, start, (int) in.offset());
    }

    /// The text of a string, number or word; the JSON of anything else.
    public String string() {
        if (isPlainString()) {
            return new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
        }
        JsonNode node = tree();
        return node != null && node.isValueNode()
                ? node.asString()
                : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// Names and most words hold no escapes.
    private boolean isPlainString() {
        if (to - from < 2 || bytes[from] != '"' || bytes[to - 1] != '"') {
            return false;
        }
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '\\' || bytes[i] == '"') {
                return false;
            }
        }
        return true;
    }

    /// The value parsed. What is not quite JSON is mended where that is plain: commas that are
    /// missing or too many, comments, bytes that are no UTF-8.
    ///
    /// @return null when it cannot be parsed, or is nested deeper than [#DEEPEST]
    public @Nullable JsonNode tree() {
        try {
            return present(LENIENT.readTree(bytes, from, to - from));
        } catch (JacksonException notQuite) {
            try {
                return present(LENIENT.readTree(JsonMending.mended(this)));
            } catch (JacksonException broken) {
                return null;
            }
        }
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
