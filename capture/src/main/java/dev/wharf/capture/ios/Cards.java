package dev.wharf.capture.ios;

import dev.wharf.core.event.ContactCard;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Contacts that were sent as a message: one or more vCards in one column, their names in another.
final class Cards {
    private static final Pattern BETWEEN_CARDS =
            Pattern.compile(Pattern.quote("_$!<VCard-Separator>!$_"));
    private static final Pattern BETWEEN_NAMES =
            Pattern.compile(Pattern.quote("_$!<Name-Separator>!$_"));
    private static final Pattern NAME = field("FN");
    private static final Pattern PHONE = field("TEL");
    private static final Pattern EMAIL = field("EMAIL");
    private static final int MOST = 500;

    private Cards() {}

    private static Pattern field(String name) {
        return Pattern.compile(
                "^(?:item[0-9]{1,3}\\.)?" + name + "(?:;[^:\\r\\n]{0,200})?:(.{0,300})$",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /// @param cards vCards
    /// @param names what the sender calls them, in the same order
    static List<ContactCard> read(@Nullable String cards, @Nullable String names) {
        String[] each = cards == null ? new String[0] : BETWEEN_CARDS.split(cards, MOST);
        String[] called = names == null ? new String[0] : BETWEEN_NAMES.split(names, MOST);
        List<ContactCard> all = new ArrayList<>();
        for (int i = 0; i < Math.max(each.length, called.length); i++) {
            String card = i < each.length && !each[i].isBlank() ? each[i].strip() : null;
            String name = i < called.length ? called[i].strip() : "";
            if (card != null || !name.isEmpty()) {
                all.add(card(name, card));
            }
        }
        return all;
    }

    private static ContactCard card(String name, @Nullable String card) {
        List<String> phones = all(PHONE, card);
        String called = name;
        if (called.isEmpty()) {
            List<String> own = all(NAME, card);
            called = own.isEmpty() ? phones.isEmpty() ? "" : phones.getFirst() : own.getFirst();
        }
        return new ContactCard(called, phones, all(EMAIL, card), card);
    }

    private static List<String> all(Pattern field, @Nullable String card) {
        return field.matcher(card == null ? "" : card)
                .results()
                .map(found -> found.group(1).strip())
                .filter(text -> !text.isEmpty())
                .limit(50)
                .toList();
    }
}
