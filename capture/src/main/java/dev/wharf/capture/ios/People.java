package dev.wharf.capture.ios;

import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.jid.Jid;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Who an address is: the phone number behind a LID as far as any table of the backup tells, and
/// the name, from the owner's address book before what people call themselves.
///
/// For one thread. Remembers a bounded number of people.
final class People implements AutoCloseable {
    private static final int MOST_REMEMBERED = 20_000;
    private static final int LONGEST_NAME = 1_000;
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Person NOBODY =
            new Person(null, null, null, null, null, null, null, false);

    private final List<Lookup> phones;
    private final List<Lookup> names;
    private final Person owner;
    private final Map<String, Person> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Person> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    People(Stores stores, Person owner) {
        this.owner = owner;
        WorkingCopy chats = stores.chats();
        WorkingCopy contacts = stores.at(StoreKind.CONTACTS);
        WorkingCopy lids = stores.at(StoreKind.LIDS);
        phones =
                List.of(
                        Lookup.of(lids, "ZWAZACCOUNT", "ZIDENTIFIER", "zphonenumber"),
                        Lookup.of(lids, "ZWAPHONENUMBERLIDPAIR", "ZLID", "zphonenumber"),
                        Lookup.of(chats, "ZWAPHONENUMBERLIDPAIR", "ZLID", "zphonenumber"),
                        Lookup.of(contacts, "ZWAADDRESSBOOKCONTACT", "ZLID", "zwhatsappid"),
                        Lookup.of(chats, "ZWACHATSESSION", "ZCONTACTJID", "zcontactidentifier"));
        names =
                List.of(
                        Lookup.of(
                                contacts,
                                "ZWAADDRESSBOOKCONTACT",
                                "ZWHATSAPPID",
                                "zfullname",
                                "zbusinessname"),
                        Lookup.of(
                                contacts,
                                "ZWAADDRESSBOOKCONTACT",
                                "ZLID",
                                "zfullname",
                                "zbusinessname"),
                        Lookup.of(chats, "ZWAPROFILEPUSHNAME", "ZJID", "zpushname"),
                        Lookup.of(chats, "ZWACHATSESSION", "ZCONTACTJID", "zpartnername"),
                        Lookup.of(
                                chats,
                                "ZWAGROUPMEMBER",
                                "ZMEMBERJID",
                                "zcontactname",
                                "zfirstname"));
    }

    /// Whose phone it is; without a number when nothing tells it.
    Person owner() {
        return owner;
    }

    /// Somebody of whom nothing is known.
    static Person nobody() {
        return NOBODY;
    }

    /// @return null when the text is no address of a person
    @Nullable Person person(@Nullable String address) throws IOException {
        Jid jid = Jid.of(address);
        return jid == null || !jid.isDirect() ? null : person(jid, null);
    }

    /// @param spoken another address of the same person; null when there is none
    Person person(Jid jid, @Nullable Jid spoken) throws IOException {
        Person remembered = known.get(jid.address());
        if (remembered != null && (remembered.phone() != null || spoken == null)) {
            return remembered;
        }
        Person made = make(jid, spoken);
        known.put(jid.address(), made);
        return made;
    }

    private Person make(Jid jid, @Nullable Jid spoken) throws IOException {
        Lid lid = jid.lid();
        PhoneNumber phone = jid.phone();
        if (phone == null && lid != null) {
            phone = behind(lid);
        }
        if (phone == null && spoken != null) {
            phone = spoken.phone();
        }
        boolean isOwner =
                (phone != null && phone.equals(owner.phone()))
                        || (lid != null && lid.equals(owner.lid()));
        if (isOwner) {
            return owner;
        }
        return new Person(null, name(jid, phone), phone, lid, null, null, null, false);
    }

    private @Nullable PhoneNumber behind(Lid lid) throws IOException {
        for (Lookup table : phones) {
            PhoneNumber found = table.find(lid.jid(), lid.digits(), People::phone);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// As an address, or as a number with or without its plus sign.
    static @Nullable PhoneNumber phone(String text) {
        Jid jid = Jid.of(text);
        return jid == null ? PhoneNumber.parse(text).orElse(null) : jid.phone();
    }

    private @Nullable String name(Jid jid, @Nullable PhoneNumber phone) throws IOException {
        String number = phone == null ? jid.address() : phone.digits() + "@s.whatsapp.net";
        for (Lookup table : names) {
            String called = called(table, jid.address(), jid.user());
            if (called == null && !number.equals(jid.address())) {
                called = called(table, number, number);
            }
            if (called != null) {
                return called;
            }
        }
        return null;
    }

    private static @Nullable String called(Lookup table, String form, String otherwise)
            throws IOException {
        return table.find(form, otherwise, text -> isName(text) ? cut(text) : null);
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /// What has no letter is a number in somebody's notation.
    private static boolean isName(String text) {
        return LETTER.matcher(text).find();
    }

    /// The number's address where the number is known; never one made of a LID's digits.
    static @Nullable String address(@Nullable Person person) {
        if (person == null) {
            return null;
        }
        PhoneNumber phone = person.phone();
        if (phone != null) {
            return phone.digits() + "@s.whatsapp.net";
        }
        Lid lid = person.lid();
        return lid == null ? null : lid.jid();
    }

    /// Whether a table of names or numbers turned out to be damaged.
    boolean isDamaged() {
        return phones.stream().anyMatch(Lookup::isDamaged)
                || names.stream().anyMatch(Lookup::isDamaged);
    }

    @Override
    public void close() {
        Lookup.closeAll(phones);
        Lookup.closeAll(names);
    }
}
