package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the phone calls somebody: the address book's name, else the name that a business had
/// verified, else the one they gave themselves, else the one WhatsApp shows for a LID. For one
/// thread.
final class Names implements AutoCloseable {
    private static final List<String> COLUMNS = List.of("display_name", "wa_name", "nickname");

    private final @Nullable Query contacts;
    private final @Nullable Query verified;
    private final @Nullable Query lids;

    private Names(@Nullable Query contacts, @Nullable Query verified, @Nullable Query lids) {
        this.contacts = contacts;
        this.verified = verified;
        this.lids = lids;
    }

    static Names of(Store store) {
        WorkingCopy book = store.contacts() == null ? store.messages() : store.contacts();
        return new Names(
                query(book, "wa_contacts", "jid", COLUMNS.toArray(new String[0])),
                query(book, "wa_vnames", "jid", "verified_name"),
                lids(store.messages()));
    }

    private static @Nullable Query query(
            WorkingCopy copy, String table, String key, String... columns) {
        if (!copy.schema().has(table, key)) {
            return null;
        }
        copy.index(table, key);
        return copy.query(
                new Select(copy.schema(), table, "t")
                        .columns("t", columns)
                        .then("WHERE t.%s = ? LIMIT 8".formatted(key)));
    }

    private static @Nullable Query lids(WorkingCopy copy) {
        if (!copy.schema().has("lid_display_name", "lid_row_id")
                || !copy.schema().has("jid", "raw_string")) {
            return null;
        }
        return copy.query(
                new Select(copy.schema(), "jid", "j")
                        .leftJoin("lid_display_name", "t", "t.lid_row_id = j._id", "lid_row_id")
                        .columns("t", "display_name", "username")
                        .then("WHERE j.raw_string = ? LIMIT 8"));
    }

    /// Null when nothing tells.
    ///
    /// @param given the address by which somebody was met
    @Nullable String of(@Nullable PhoneNumber phone, @Nullable Lid lid, String given)
            throws IOException {
        List<String> addresses = new ArrayList<>();
        if (phone != null) {
            addresses.add(phone.digits() + "@s.whatsapp.net");
        }
        if (lid != null) {
            addresses.add(lid.jid());
        }
        if (!addresses.contains(given)) {
            addresses.add(given);
        }
        String name = first(contacts, "t.display_name", addresses);
        name = name == null ? first(verified, "t.verified_name", addresses) : name;
        name = name == null ? first(contacts, "t.wa_name", addresses) : name;
        name = name == null ? first(contacts, "t.nickname", addresses) : name;
        name = name == null ? first(lids, "t.display_name", addresses) : name;
        return name == null ? first(lids, "t.username", addresses) : name;
    }

    private static @Nullable String first(
            @Nullable Query query, String column, List<String> addresses) throws IOException {
        if (query == null) {
            return null;
        }
        for (String address : addresses) {
            for (String name : query.list(row -> String.valueOf(row.someText(column)), address)) {
                if (!name.equals("null") && !name.isBlank()) {
                    return name;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        for (Query query : new @Nullable Query[] {contacts, verified, lids}) {
            if (query != null) {
                query.close();
            }
        }
    }
}
