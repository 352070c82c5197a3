package dev.wharf.capture.android;

import dev.wharf.core.event.ContactCard;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Contacts that were sent: `message_vcard`, of which a message may have several. The card itself
/// is kept as it is; a person reads its name, numbers and addresses. For one thread.
final class Contacts implements AutoCloseable {
    private static final Pattern NAME = field("FN");
    private static final Pattern PHONE = field("TEL");
    private static final Pattern EMAIL = field("EMAIL");
    private static final int MOST = 50;

    private final Satellite rows;

    Contacts(Store store) throws IOException {
        rows = store.satellite("message_vcard", "message_row_id", "vcard");
    }

    private static Pattern field(String name) {
        return Pattern.compile(
                "^(?:item[0-9]{1,3}\\.)?" + name + "(?:;[^:\\r\\n]{0,200})?:(.{0,300})$",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    void read(long message, Said said) throws IOException {
        for (ContactCard card :
                rows.<ContactCard>list(message, row -> card(row.someText("s.vcard")))) {
            said.contact(card);
        }
    }

    static @Nullable ContactCard card(@Nullable String vcard) {
        if (vcard == null) {
            return null;
        }
        List<String> names = all(NAME, vcard);
        List<String> phones = all(PHONE, vcard);
        String name = names.isEmpty() ? null : names.getFirst();
        return new ContactCard(
                Objects.requireNonNullElse(name, phones.isEmpty() ? "" : phones.getFirst()),
                phones,
                all(EMAIL, vcard),
                vcard);
    }

    private static List<String> all(Pattern field, String vcard) {
        return field.matcher(vcard)
                .results()
                .map(found -> found.group(1).strip())
                .filter(text -> !text.isEmpty())
                .limit(MOST)
                .toList();
    }

    @Override
    public void close() {
        rows.close();
    }
}
