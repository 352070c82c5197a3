package dev.wharf.core.ledger;

import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An entry's one and only bytes: JSON with keys in order, no white space, nothing absent spelled
/// out, times as whole milliseconds since 1970. Leaves commit to them.
public final class CanonicalEntry {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalEntry() {}

    public static byte[] bytes(long sequence, Instant recordedAt, Act act, TreeHash previous) {
        Actor actor = act.actor();
        SortedMap<String, Object> by = new TreeMap<>();
        by.put("type", name(actor.type()));
        by.put("id", actor.id());
        by.put("host", actor.host());
        put(by, "session", actor.session());
        put(by, "address", actor.address());
        put(by, "authentication", actor.authentication());
        SortedMap<String, Object> entry = new TreeMap<>();
        entry.put("v", 1L);
        entry.put("seq", sequence);
        entry.put("recorded", recordedAt.toEpochMilli());
        entry.put("prev", previous.toString());
        entry.put("act", act.kind().text());
        entry.put("outcome", name(act.outcome()));
        entry.put("at", act.at().toEpochMilli());
        entry.put("actor", by);
        entry.put(
                "subject",
                new TreeMap<>(
                        Map.of("type", name(act.subject().type()), "id", act.subject().id())));
        put(entry, "onBehalfOf", act.onBehalfOf());
        put(entry, "authority", act.authority());
        put(entry, "reason", act.reason());
        put(entry, "before", act.before());
        put(entry, "after", act.after());
        if (!act.details().isEmpty()) {
            entry.put("details", act.details());
        }
        StringBuilder text = new StringBuilder(512);
        write(text, entry);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads canonical bytes back.
    ///
    /// @throws IllegalArgumentException when they are no entry
    public static LedgerEntry parse(byte[] bytes, TreeHash leaf) {
        try {
            JsonNode entry = JSON.readTree(bytes);
            return new LedgerEntry(
                    entry.required("seq").longValue(),
                    Instant.ofEpochMilli(entry.required("recorded").longValue()),
                    act(entry),
                    TreeHash.parse(entry.required("prev").stringValue()),
                    leaf);
        } catch (tools.jackson.core.JacksonException unreadable) {
            // Its message would quote the entry.
            throw new IllegalArgumentException(
                    "not a ledger entry: " + unreadable.getClass().getSimpleName());
        }
    }

    private static Act act(JsonNode entry) {
        JsonNode by = entry.required("actor");
        JsonNode subject = entry.required("subject");
        TreeMap<String, String> details = new TreeMap<>();
        entry.path("details")
                .properties()
                .forEach(p -> details.put(p.getKey(), p.getValue().stringValue()));
        String before = optional(entry, "before");
        String after = optional(entry, "after");
        return new Act(
                ActKind.parse(entry.required("act").stringValue()),
                Outcome.valueOf(constant(entry.required("outcome").stringValue())),
                new Subject(
                        Subject.Type.valueOf(constant(subject.required("type").stringValue())),
                        subject.required("id").stringValue()),
                new Actor(
                        Actor.Type.valueOf(constant(by.required("type").stringValue())),
                        by.required("id").stringValue(),
                        by.required("host").stringValue(),
                        optional(by, "session"),
                        optional(by, "address"),
                        optional(by, "authentication")),
                Instant.ofEpochMilli(entry.required("at").longValue()),
                optional(entry, "onBehalfOf"),
                optional(entry, "authority"),
                optional(entry, "reason"),
                before == null ? null : new ContentDigest(before),
                after == null ? null : new ContentDigest(after),
                details);
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? null : value.stringValue();
    }

    private static void put(SortedMap<String, Object> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value.toString());
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String constant(String name) {
        return name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    private static void write(StringBuilder out, Object value) {
        switch (value) {
            case Long number -> out.append(number.longValue());
            case SortedMap<?, ?> map -> {
                char separator = '{';
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(separator);
                    writeString(out, String.valueOf(member.getKey()));
                    out.append(':');
                    write(out, member.getValue());
                    separator = ',';
                }
                out.append(separator == '{' ? "{}" : "}");
            }
            default -> writeString(out, value.toString());
        }
    }

    private static void writeString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            } else if (loneSurrogate(text, i)) {
                out.append('\uFFFD');
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /// UTF-8 cannot hold half a surrogate pair; Java would write `?` for it, silently.
    private static boolean loneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
