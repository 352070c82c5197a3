package dev.wharf.capture.telemessage;

import dev.wharf.core.event.Content.Deletion;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the vendor's subjects say: `WhatsApp Message From 16174354634 to 12124325249`, `… to Sales
/// Group`, with `DELETED – READ –` and its kin before them.
///
/// @param deleted null when nothing was deleted
/// @param network `WhatsApp`, `SMS`, …; empty when the rest of the subject is of no known form
/// @param how a word before it: `Missed`, `Incoming`; empty for none
/// @param medium `Voice`, `Video`; empty for none
record SubjectLine(
        @Nullable Deleted deleted,
        String network,
        Kind kind,
        String how,
        String medium,
        String from,
        String to) {

    enum Kind {
        MESSAGE,
        CALL,
        /// All that a conversation said on a day, in one mail.
        DIGEST,
        UNKNOWN
    }

    /// @param words as written, tidied: `DELETED For Me – UNKNOWN`
    record Deleted(String words, Deletion.Scope scope) {}

    private static final int LONGEST = 2_000;
    private static final String DASHES = "[\\s\\p{Pd}\\u2212]*";
    private static final Pattern DELETED =
            Pattern.compile(
                    "(?i)^\\s*deleted\\b(?:\\s+for\\s+(me|all|everyone)\\b)?"
                            + DASHES
                            + "(?:(read|unread|unknown)\\b)?"
                            + DASHES);
    private static final Pattern MAIN =
            Pattern.compile(
                    "(?iU)^\\s*(?:(missed|incoming|outgoing|rejected|declined|unanswered|answered)\\s+)?"
                            + "(whats\\s?app(?:\\s+business)?|[\\p{L}][\\p{L}\\p{N}]{1,20})\\s+"
                            + "(?:(missed|incoming|outgoing|rejected|declined|unanswered|answered)\\s+)?"
                            + "(?:(voice|video|audio|phone|group|threaded|daily)\\s+){0,2}"
                            + "(message|call|messages|conversation|thread|chat|digest)\\s+"
                            + "(?:from\\s+(.+?)\\s+to|between\\s+(.+?)\\s+and)\\s+(.+?)\\s*$");

    /// Empty when it follows none of the forms, not even that of a deletion.
    static Optional<SubjectLine> parse(@Nullable String subject) {
        if (subject == null || subject.length() > LONGEST) {
            return Optional.empty();
        }
        String line = unbroken(subject);
        Matcher prefix = DELETED.matcher(line);
        Deleted deleted = null;
        if (prefix.find()) {
            deleted = deleted(prefix);
            line = line.substring(prefix.end());
        }
        Matcher main = MAIN.matcher(line);
        if (main.matches()) {
            return Optional.of(read(deleted, main));
        }
        return deleted == null
                ? Optional.empty()
                : Optional.of(new SubjectLine(deleted, "", Kind.UNKNOWN, "", "", "", ""));
    }

    /// Dashes that went through the wrong character set, as on the vendor's own page.
    private static String unbroken(String subject) {
        return subject.replace("â€“", "–").replace("â€”", "—").replace("\u0096", "–");
    }

    private static Deleted deleted(Matcher prefix) {
        String whom = prefix.group(1);
        String state = prefix.group(2);
        StringBuilder words = new StringBuilder("DELETED");
        Deletion.Scope scope = Deletion.Scope.UNKNOWN;
        if (whom != null) {
            boolean me = whom.equalsIgnoreCase("me");
            words.append(me ? " For Me" : " For All");
            scope = me ? Deletion.Scope.FOR_ME : Deletion.Scope.FOR_EVERYONE;
        }
        if (state != null) {
            words.append(" – ").append(state.toUpperCase(Locale.ROOT));
        }
        return new Deleted(words.toString(), scope);
    }

    private static SubjectLine read(@Nullable Deleted deleted, Matcher main) {
        String how = main.group(1) == null ? main.group(3) : main.group(1);
        String network = main.group(2);
        boolean ours = network.toLowerCase(Locale.ROOT).startsWith("whats");
        return new SubjectLine(
                deleted,
                ours ? "WhatsApp" : network,
                kind(main.group(5), main.group(4)),
                how == null ? "" : how.toLowerCase(Locale.ROOT),
                main.group(4) == null ? "" : main.group(4).toLowerCase(Locale.ROOT),
                main.group(6) == null ? main.group(7) : main.group(6),
                main.group(8));
    }

    private static Kind kind(String noun, @Nullable String before) {
        boolean threaded =
                before != null
                        && (before.equalsIgnoreCase("threaded")
                                || before.equalsIgnoreCase("daily"));
        return switch (noun.toLowerCase(Locale.ROOT)) {
            case "message" -> threaded ? Kind.DIGEST : Kind.MESSAGE;
            case "call" -> Kind.CALL;
            default -> Kind.DIGEST;
        };
    }

    boolean isWhatsApp() {
        return network.equals("WhatsApp");
    }
}
