package dev.wharf.capture.chatexport;

import dev.wharf.core.event.ContactCard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the contacts out of a vCard file (RFC 6350, and the older forms phones write).
final class VCards {
    /// Pictures make vCards long; what lies beyond stands in the attachment all the same.
    static final int LONGEST = 64 * 1024;

    private static final int MOST = 200;

    private VCards() {}

    static List<ContactCard> read(byte[] vcard, String fileName) {
        String text = new String(vcard, StandardCharsets.UTF_8);
        String unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
        List<ContactCard> cards = new ArrayList<>();
        int from = unfolded.indexOf("BEGIN:VCARD");
        while (from >= 0 && cards.size() < MOST) {
            int end = unfolded.indexOf("END:VCARD", from);
            end = end < 0 ? unfolded.length() : end + "END:VCARD".length();
            cards.add(card(unfolded.substring(from, end), fileName));
            from = unfolded.indexOf("BEGIN:VCARD", end);
        }
        return cards.isEmpty() ? List.of(unread(fileName)) : cards;
    }

    /// What the file's name alone tells.
    static ContactCard unread(String fileName) {
        String base = fileName.replaceFirst("(?i)\\.vcf$", "").replaceFirst("^\\d{8}-", "");
        return new ContactCard(base, List.of(), List.of(), null);
    }

    private static ContactCard card(String vcard, String fileName) {
        String name = "";
        List<String> phones = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        for (String line : vcard.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = unescaped(line.substring(colon + 1).strip());
            switch (property(line.substring(0, colon))) {
                case "FN" -> name = value;
                case "TEL" -> phones.add(value.replaceFirst("^tel:", ""));
                case "EMAIL" -> emails.add(value);
                default -> {}
            }
        }
        return new ContactCard(
                name.isEmpty() ? unread(fileName).displayName() : name, phones, emails, vcard);
    }

    /// `item1.TEL;waid=447700900123;type=CELL` is TEL.
    private static String property(String head) {
        String name = head.split(";", 2)[0];
        return name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    private static String unescaped(String value) {
        return value.replace("\\,", ",")
                .replace("\\;", ";")
                .replace("\\n", "\n")
                .replace("\\\\", "\\");
    }
}
