package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.jid.Jid;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Everybody in the database, by row of `jid` or by address. A LID and a number become one person
/// where a map of the database says so, and never otherwise. For one thread.
final class People implements AutoCloseable {
    private static final int REMEMBERED = 50_000;

    private final Names names;
    private final @Nullable Query byRow;
    private final @Nullable Query byAddress;
    private final @Nullable Query numberOfLid;
    private final @Nullable Query lidOfNumber;
    private final @Nullable Query accountOfLid;
    private final @Nullable Query lidOfAccount;
    private final Map<Long, @Nullable Who> rows = new Remembered<>();
    private final Map<String, Who> addresses = new Remembered<>();
    private @Nullable Owner owner;

    private People(Store store) throws IOException {
        var copy = store.messages();
        copy.index("jid", "raw_string");
        copy.index("jid_map", "jid_row_id");
        copy.index("chat", "jid_row_id");
        copy.index("chat", "account_jid_row_id");
        names = Names.of(store);
        byRow = select(store, "jid", "WHERE t._id = ?");
        byAddress =
                store.schema().has("jid", "raw_string")
                        ? select(store, "jid", "WHERE t.raw_string = ?")
                        : select(store, "jid", "WHERE t.user || '@' || t.server = ?");
        numberOfLid = other(store, "jid_map", "lid_row_id", "jid_row_id");
        lidOfNumber = other(store, "jid_map", "jid_row_id", "lid_row_id");
        accountOfLid = other(store, "chat", "jid_row_id", "account_jid_row_id");
        lidOfAccount = other(store, "chat", "account_jid_row_id", "jid_row_id");
    }

    /// @param given whose phone it is, as somebody said: a number, an e-mail address or a name;
    ///   null when nobody did
    static People of(Store store, @Nullable String given) throws IOException {
        People people = new People(store);
        try {
            people.owner = Owner.find(store, people, given);
            people.forget();
            return people;
        } catch (IOException | RuntimeException e) {
            people.close();
            throw e;
        }
    }

    private static @Nullable Query select(Store store, String table, String where) {
        if (!store.schema().has(table, "_id")
                || (!store.schema().has(table, "raw_string")
                        && !(store.schema().has(table, "user")
                                && store.schema().has(table, "server")))) {
            return null;
        }
        return store.messages()
                .query(
                        new Select(store.schema(), table, "t")
                                .columns("t", "_id", "raw_string", "user", "server")
                                .then(where));
    }

    /// The other rows of `jid` that a table pairs with one.
    private static @Nullable Query other(Store store, String table, String of, String to) {
        if (!store.schema().has(table, of)
                || !store.schema().has(table, to)
                || !store.schema().has("jid", "_id")) {
            return null;
        }
        return store.messages()
                .query(
                        new Select(store.schema(), table, "m")
                                .leftJoin("jid", "t", "t._id = m." + to, "_id")
                                .columns("t", "_id", "raw_string", "user", "server")
                                .then(
                                        "WHERE m.%s = ? AND t._id IS NOT NULL LIMIT 8"
                                                .formatted(of)));
    }

    private void forget() {
        rows.clear();
        addresses.clear();
    }

    /// Whose phone it is: as good as it is known, [Person#you] at least.
    Person owner() {
        return owner == null ? Person.you() : owner.person();
    }

    /// The owner, and what tells that it is them.
    Owner found() {
        return Objects.requireNonNull(owner);
    }

    /// Null while nothing tells.
    @Nullable String ownerAddress() {
        return owner == null ? null : owner.address();
    }

    /// The person of a row of `jid`; null when there is no such row (0, -1 and NULL stand for none)
    /// or it is nobody's address.
    @Nullable Who who(@Nullable Long row) throws IOException {
        if (row == null || row <= 0 || byRow == null) {
            return null;
        }
        if (!rows.containsKey(row)) {
            Jid jid = byRow.first(People::jid, row).orElse(Jids.NONE);
            rows.put(row, jid.equals(Jids.NONE) ? null : jid.equals(Jids.OWNER) ? me() : of(jid));
        }
        return rows.get(row);
    }

    private Who me() {
        String address = ownerAddress();
        return new Who(Jids.OWNER, owner(), address == null ? "" : address);
    }

    @Nullable Person person(@Nullable Long row) throws IOException {
        Who who = who(row);
        return who == null ? null : who.person();
    }

    /// @param address as `raw_string` has it
    @Nullable Who who(@Nullable String address) throws IOException {
        Jid jid = Jid.of(address);
        return jid == null ? null : of(jid);
    }

    /// What the address book calls a group or a channel; null when it does not list it.
    @Nullable String nameOfChat(String address) throws IOException {
        return names.of(null, null, address);
    }

    boolean isOwner(Who who) {
        return who.person().owner();
    }

    private Who of(Jid jid) throws IOException {
        String given = jid.address();
        Who known = addresses.get(given);
        if (known == null) {
            known = made(jid, given);
            addresses.put(given, known);
        }
        return known;
    }

    private Who made(Jid jid, String given) throws IOException {
        PhoneNumber phone = jid.phone();
        Lid lid = jid.lid();
        // As the database spells it: an address may be normalised.
        String spelt = jid.user() + "@" + jid.server();
        if (lid != null && phone == null) {
            Jid number = only(spelt, numberOfLid, accountOfLid, false);
            phone = number == null ? null : number.phone();
        } else if (phone != null) {
            Jid hidden = only(spelt, lidOfNumber, lidOfAccount, true);
            lid = hidden == null ? null : hidden.lid();
        }
        String address =
                phone != null
                        ? phone.digits() + "@s.whatsapp.net"
                        : lid != null ? lid.jid() : given;
        Person own = owner == null ? null : owner.person();
        boolean mine =
                own != null
                        && ((phone != null && phone.equals(own.phone()))
                                || (lid != null && lid.equals(own.lid()))
                                || address.equals(ownerAddress()));
        if (mine) {
            return new Who(jid, Objects.requireNonNull(own), address);
        }
        String name = names.of(phone, lid, spelt);
        if (name == null && phone == null && lid == null) {
            name = given;
        }
        return new Who(jid, new Person(null, name, phone, lid, null, null, null, false), address);
    }

    /// The one address that either table pairs with a given one; null when there is none, or when
    /// they disagree.
    ///
    /// @param lids whether LIDs are looked for, else numbers
    private @Nullable Jid only(
            String given, @Nullable Query map, @Nullable Query chats, boolean lids)
            throws IOException {
        if (byAddress == null || (map == null && chats == null)) {
            return null;
        }
        Jid only = null;
        for (long row : byAddress.list(found -> found.integer("t._id", 0), given)) {
            for (Query pairs : new @Nullable Query[] {map, chats}) {
                for (Jid jid : pairs == null ? List.<Jid>of() : pairs.list(People::jid, row)) {
                    boolean fits = lids ? jid.lid() != null : jid.phone() != null;
                    if (fits && only != null && !only.address().equals(jid.address())) {
                        return null;
                    }
                    only = fits ? jid : only;
                }
            }
        }
        return only;
    }

    /// [Jids#NONE] when the row holds no address.
    static Jid jid(Row row) {
        if (Jids.OWNER.server().equals(row.text("t.server"))) {
            return Jids.OWNER;
        }
        Jid raw = Jid.of(row.text("t.raw_string"));
        if (raw == null) {
            raw = Jid.of(row.text("t.user") + "@" + row.text("t.server"));
        }
        return raw == null ? Jids.NONE : raw;
    }

    @Override
    public void close() {
        for (Query query :
                new @Nullable Query[] {
                    byRow, byAddress, numberOfLid, lidOfNumber, accountOfLid, lidOfAccount
                }) {
            if (query != null) {
                query.close();
            }
        }
        names.close();
    }

    /// The last ones that were asked for: a database may know far more people than wrote.
    private static final class Remembered<K, V extends @Nullable Object>
            extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        Remembered() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
