package dev.wharf.capture.telemessage;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The headers of a mail, unfolded; of several of one name the first, but recipients, which are
/// joined. For one thread.
final class MailHeaders {
    private final Map<String, String> values = new HashMap<>();

    void add(Field field) {
        String name = field.getName().strip().toLowerCase(Locale.ROOT);
        byte[] raw = field.getRaw() == null ? new byte[0] : field.getRaw().toByteArray();
        String text = Charsets.decode(raw, null);
        int colon = text.indexOf(':');
        String value = colon < 0 ? "" : unfolded(text, colon + 1);
        boolean several = name.equals("to") || name.equals("cc") || name.equals("bcc");
        values.merge(name, value, (one, other) -> several ? one + ", " + other : one);
    }

    /// Line ends and other control characters are one space, so that no value ever holds two lines.
    private static String unfolded(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() - from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' || c == '\u007F';
            if (!control || out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
                out.append(control ? ' ' : c);
            }
        }
        return out.toString().strip();
    }

    /// As it stands, encoded words and all; null when there is none.
    ///
    /// @param name in lower case
    @Nullable String raw(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// With its encoded words decoded; null when there is none.
    @Nullable String text(String name) {
        String raw = raw(name);
        return raw == null ? null : decoded(raw);
    }

    boolean anyBeginsWith(String prefix) {
        return values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /// Whether any header's value holds these words, in whatever case.
    boolean anySays(String words) {
        return values.values().stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(words));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    static String decoded(String raw) {
        if (!raw.contains("=?")) {
            return raw;
        }
        try {
            return unfolded(DecoderUtil.decodeEncodedWords(raw, DecodeMonitor.SILENT), 0);
        } catch (RuntimeException unknownCharset) {
            // Whatever a foreign decoder makes of hostile words: the raw ones are kept.
            return raw;
        }
    }
}
