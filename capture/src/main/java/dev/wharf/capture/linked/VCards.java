package dev.wharf.capture.linked;

import dev.wharf.core.event.ContactCard;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// Contacts that were sent as a message: what a person reads in a vCard. The card itself is kept.
final class VCards {
    private static final Pattern NAME = field("FN");
    private static final Pattern PHONE = field("TEL");
    private static final Pattern EMAIL = field("EMAIL");

    private VCards() {}

    private static Pattern field(String name) {
        return Pattern.compile(
                "^(?:item[0-9]{1,3}\\.)?" + name + "(?:;[^:\\r\\n]{0,200})?:(.{0,300})$",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /// @param name what the gateway calls the contact; else the card's own name, else its number
    static ContactCard card(@Nullable String name, @Nullable String vcard) {
        List<String> phones = all(PHONE, vcard);
        List<String> names = all(NAME, vcard);
        String called = name == null || name.isBlank() ? null : name;
        if (called == null) {
            called = names.isEmpty() ? phones.isEmpty() ? "" : phones.getFirst() : names.getFirst();
        }
        return new ContactCard(called, phones, all(EMAIL, vcard), vcard);
    }

    private static List<String> all(Pattern field, @Nullable String vcard) {
        return field.matcher(vcard == null ? "" : vcard)
                .results()
                .map(found -> found.group(1).strip())
                .filter(text -> !text.isEmpty())
                .limit(50)
                .toList();
    }
}
