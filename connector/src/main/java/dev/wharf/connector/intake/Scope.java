package dev.wharf.connector.intake;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What of a capture may be archived: of which chats, of which people, of which time. Of the rest
/// only its number remains.
///
/// It is given by the capture's options, so that the same capture is read in the same way when it
/// is gone on with after a crash. The files of such a capture are not kept, unless that is asked
/// for: they hold what may not be collected. Their digests are.
///
/// @param chats patterns; empty for all chats
/// @param people patterns; empty for everybody
/// @param from first instant; null for no beginning
/// @param before first instant after the end; null for no end
/// @param keepsOriginals keep the files whole all the same
public record Scope(
        List<String> chats,
        List<String> people,
        @Nullable Instant from,
        @Nullable Instant before,
        boolean keepsOriginals) {
    public static final Scope ALL = new Scope(List.of(), List.of(), null, null, false);

    private static final String CHATS = "only-chat";
    private static final String PEOPLE = "only-person";
    private static final String FROM = "scope-from";
    private static final String BEFORE = "scope-before";
    private static final String ORIGINALS = "keep-originals";

    public Scope {
        chats = List.copyOf(chats);
        people = List.copyOf(people);
        if (from != null && before != null && !from.isBefore(before)) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "--from and --until leave no time between them (from %s, before %s)."
                            .formatted(from, before));
        }
    }

    /// As a person gives it.
    ///
    /// @param from a day or an instant; null for no beginning
    /// @param until a day, which is the last one, or an instant, before which it ends; null for no
    ///   end
    /// @throws WharfException `CONFIG_INVALID` naming the option that cannot be read
    public static Scope given(
            List<String> chats,
            List<String> people,
            @Nullable String from,
            @Nullable String until,
            boolean keepsOriginals) {
        return new Scope(
                patterns("--only-chat", chats),
                patterns("--only-person", people),
                from == null ? null : instant("--from", from, 0),
                until == null ? null : instant("--until", until, 1),
                keepsOriginals);
    }

    private static List<String> patterns(String option, List<String> given) {
        List<String> patterns = given.stream().map(String::strip).toList();
        if (patterns.stream().anyMatch(one -> one.isEmpty() || one.contains("\n"))) {
            throw new WharfException(ErrorCode.CONFIG_INVALID, option + " was given nothing.");
        }
        return patterns;
    }

    private static Instant instant(String option, String text, int days) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "%s takes a day such as 2026-09-14 or a time such as 2026-09-14T08:30:00Z (UTC), not '%s'."
                            .formatted(option, text),
                    e);
        }
    }

    /// As a capture's options say; [#ALL] when they say nothing.
    public static Scope of(Map<String, String> options) {
        return new Scope(
                lines(options.get(CHATS)),
                lines(options.get(PEOPLE)),
                instant(options.get(FROM)),
                instant(options.get(BEFORE)),
                options.containsKey(ORIGINALS));
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    /// The options that say so.
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        if (!chats.isEmpty()) {
            options.put(CHATS, String.join("\n", chats));
        }
        if (!people.isEmpty()) {
            options.put(PEOPLE, String.join("\n", people));
        }
        if (from != null) {
            options.put(FROM, from.toString());
        }
        if (before != null) {
            options.put(BEFORE, before.toString());
        }
        if (keepsOriginals) {
            options.put(ORIGINALS, "true");
        }
        return options;
    }

    /// Whether nothing is left out.
    public boolean isAll() {
        return chats.isEmpty() && people.isEmpty() && from == null && before == null;
    }

    /// Whether the capture's own files may lie in the archive.
    public boolean keepsFiles() {
        return isAll() || keepsOriginals;
    }
}
