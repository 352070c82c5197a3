package dev.wharf.destinations.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One response of a server.
///
/// @param tag of the command that it ends, `*` or `+`
/// @param text what follows, a character for each byte, literals as `{n}`
/// @param literals those that were not streamed, in order
record Reply(String tag, String text, List<byte[]> literals) {
    private static final Set<String> STATUSES = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

    enum Status {
        OK,
        NO,
        BAD,
        BYE,
        PREAUTH,
        /// No status but data.
        DATA
    }

    static boolean isStatus(String text) {
        return STATUSES.contains(firstWord(text).toUpperCase(Locale.ROOT));
    }

    Status status() {
        return isStatus(text)
                ? Status.valueOf(firstWord(text).toUpperCase(Locale.ROOT))
                : Status.DATA;
    }

    boolean ok() {
        return status() == Status.OK;
    }

    /// `[OVERQUOTA]` as `OVERQUOTA`; empty for none.
    String code() {
        return firstWord(bracketed()).toUpperCase(Locale.ROOT);
    }

    /// What follows the code within its brackets.
    String codeArguments() {
        String inside = bracketed();
        return inside.substring(firstWord(inside).length()).strip();
    }

    /// The words for people.
    String said() {
        String rest = afterStatus();
        String inside = bracketed();
        String words = inside.isEmpty() ? rest : rest.substring(inside.length() + 2);
        String utf8 =
                new String(words.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String line = ServerWords.oneLine(utf8);
        return inside.isEmpty() ? line : "[" + ServerWords.oneLine(inside) + "] " + line;
    }

    private String bracketed() {
        String rest = afterStatus();
        int end = rest.startsWith("[") ? rest.indexOf(']') : -1;
        return end < 0 ? "" : rest.substring(1, end);
    }

    private String afterStatus() {
        return text.substring(firstWord(text).length()).stripLeading();
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }
}
