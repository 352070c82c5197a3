package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Splits a `From` or `To` into people, leniently: vendors write names unquoted, with numbers,
/// parentheses and letters of every script, which strict parsers refuse. Linear.
final class AddressLine {
    private static final int MOST = 2_000;

    /// @param display as written, encoded words decoded; empty for none
    /// @param address between the angles, or alone; empty for none
    record Mailbox(String display, String address) {}

    private AddressLine() {}

    static List<Mailbox> parse(@Nullable String header) {
        List<Mailbox> mailboxes = new ArrayList<>();
        if (header == null) {
            return mailboxes;
        }
        String line = ungrouped(header);
        boolean quoted = false;
        boolean angled = false;
        int from = 0;
        for (int i = 0; i < line.length() && mailboxes.size() < MOST; i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                angled = c == '<';
            } else if (!quoted && !angled && (c == ',' || c == ';')) {
                add(mailboxes, line.substring(from, i));
                from = i + 1;
            }
        }
        if (mailboxes.size() < MOST) {
            add(mailboxes, line.substring(Math.min(from, line.length())));
        }
        return mailboxes;
    }

    /// `Name: a, b;` is a list with a name; `undisclosed-recipients:;` an empty one.
    private static String ungrouped(String header) {
        String line = header.strip();
        int colon = line.indexOf(':');
        boolean group = line.endsWith(";") && colon > 0 && line.lastIndexOf('"', colon) < 0;
        return group ? line.substring(colon + 1, line.length() - 1) : line;
    }

    private static void add(List<Mailbox> mailboxes, String piece) {
        String text = piece.strip();
        if (text.isEmpty()) {
            return;
        }
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        if (open >= 0 && close > open) {
            String address = text.substring(open + 1, close).strip();
            mailboxes.add(new Mailbox(display(text.substring(0, open)), address));
        } else if (text.indexOf('@') > 0 && text.indexOf(' ') < 0) {
            mailboxes.add(new Mailbox("", text));
        } else {
            mailboxes.add(new Mailbox(display(text), ""));
        }
    }

    private static String display(String raw) {
        String text = raw.strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return MailHeaders.decoded(text).strip();
    }
}
