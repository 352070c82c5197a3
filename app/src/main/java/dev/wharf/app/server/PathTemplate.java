package dev.wharf.app.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/accounts/{account}`, matched against a path as it was sent.
///
/// There is one way to write a path: what stands in the template stands in the path, byte for byte;
/// a value is decoded once and then holds no slash, no control character, and is not `.` or `..`.
/// So nobody in front of the site can be led to believe that a path is another one.
final class PathTemplate {
    private static final int MOST_SEGMENTS = 16;

    private final List<String> segments;

    PathTemplate(String template) {
        this.segments = split(template);
    }

    /// The values by their names; empty when the path is another one.
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String wanted = segments.get(i);
            if (!wanted.startsWith("{")) {
                if (!wanted.equals(path.get(i))) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<String> value = decode(path.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(wanted.substring(1, wanted.length() - 1), value.get());
        }
        return Optional.of(values);
    }

    /// How much of it is fixed: where two templates match, the more fixed one is meant.
    int fixed() {
        return (int) segments.stream().filter(segment -> !segment.startsWith("{")).count();
    }

    /// Segments of a path that begins with a slash; empty when it is none that a route could have.
    static List<String> split(String path) {
        if (!path.startsWith("/")) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        int from = 1;
        while (segments.size() <= MOST_SEGMENTS) {
            int slash = path.indexOf('/', from);
            segments.add(path.substring(from, slash < 0 ? path.length() : slash));
            if (slash < 0) {
                return segments;
            }
            from = slash + 1;
        }
        return List.of();
    }

    private static Optional<String> decode(String segment) {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int high =
                        i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
                int low =
                        i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else if (c > 0x20 && c < 0x7F && c != ';' && c != '\\') {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        return text(bytes.flip());
    }

    private static Optional<String> text(ByteBuffer utf8) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            boolean strange =
                    text.isEmpty()
                            || text.equals(".")
                            || text.equals("..")
                            || text.chars()
                                    .anyMatch(c -> c == '/' || c == '\\' || c < 0x20 || c == 0x7F);
            return strange ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
