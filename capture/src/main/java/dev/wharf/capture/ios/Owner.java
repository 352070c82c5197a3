package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.jid.Jid;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whose phone it is: given by a person, or told by the addresses to which others wrote.
///
/// @param person without number and name when nothing tells
/// @param isKnown whether anything does
/// @param evidence what tells, or that nothing does
/// @param conflict how what was given and the database differ; null when they do not
record Owner(Person person, boolean isKnown, String evidence, @Nullable String conflict) {

    static Owner of(Stores stores, CaptureEnvelope envelope) throws IOException {
        List<Jid> told = new ArrayList<>(receivers(stores.chats()));
        String evidence = "others wrote to this address (ZWAMESSAGE.ZTOJID)";
        if (told.isEmpty()) {
            told.addAll(accounts(stores.at(StoreKind.ACCOUNT)));
            evidence = "the account's own address (Axolotl.sqlite)";
        }
        PhoneNumber phone = null;
        Lid lid = null;
        for (Jid jid : told) {
            phone = phone == null ? jid.phone() : phone;
            lid = lid == null ? jid.lid() : lid;
        }
        String given = envelope.options().getOrDefault("owner", envelope.account());
        if (given == null || given.isBlank()) {
            boolean known = phone != null || lid != null;
            return new Owner(
                    new Person(null, null, phone, lid, null, null, null, true),
                    known,
                    known ? evidence : "no message and no account says to whom it was sent",
                    null);
        }
        return given(given.strip(), phone, lid);
    }

    private static Owner given(String given, @Nullable PhoneNumber phone, @Nullable Lid lid) {
        EmailAddress email = EmailAddress.parse(given).orElse(null);
        PhoneNumber number = PhoneNumber.parse(given).orElse(null);
        boolean other = number != null && phone != null && !number.equals(phone);
        Person person =
                new Person(
                        null,
                        number == null && email == null ? given : null,
                        number == null ? phone : number,
                        other ? null : lid,
                        null,
                        email,
                        MatchBasis.GIVEN_OWNER,
                        true);
        String conflict =
                other
                        ? "the owner was given as %s, and the messages were sent to %s"
                                .formatted(number, phone)
                        : null;
        return new Owner(person, true, "said by whoever handed it over", conflict);
    }

    /// To whom others wrote, the most frequent first.
    private static List<Jid> receivers(WorkingCopy chats) throws IOException {
        if (!chats.schema().has("ZWAMESSAGE", "ZTOJID")
                || !chats.schema().has("ZWAMESSAGE", "ZISFROMME")) {
            return List.of();
        }
        return addresses(
                chats,
                new Select(chats.schema(), "ZWAMESSAGE", "t")
                        .expression("address", "t.ZTOJID")
                        .then(
                                "WHERE t.ZISFROMME = 0 AND t.ZTOJID IS NOT NULL AND length(t.ZTOJID) < 100 GROUP BY t.ZTOJID ORDER BY count(*) DESC, t.ZTOJID LIMIT 20"));
    }

    private static List<Jid> accounts(@Nullable WorkingCopy account) throws IOException {
        List<Jid> found = new ArrayList<>();
        if (account != null && account.schema().has("ZWAZMDACCOUNT")) {
            for (String column : List.of("ZUSERJIDSTRING", "ZACCOUNTJIDSTRING")) {
                if (account.schema().has("ZWAZMDACCOUNT", column)) {
                    found.addAll(
                            addresses(
                                    account,
                                    new Select(account.schema(), "ZWAZMDACCOUNT", "t")
                                            .expression("address", "t." + column)
                                            .then("ORDER BY t.rowid LIMIT 20")));
                }
            }
        }
        return found;
    }

    private static List<Jid> addresses(WorkingCopy copy, Select select) throws IOException {
        List<Jid> found = new ArrayList<>();
        // Damaged: whoever reads the messages says so.
        Damage.spare(
                () -> {
                    try (Query query = copy.query(select)) {
                        query.each(row -> add(row, found));
                    }
                    return null;
                },
                () -> {});
        return found;
    }

    private static void add(Row row, List<Jid> found) {
        Jid jid = Jid.of(row.text("address"));
        if (jid != null && jid.isDirect()) {
            found.add(jid);
        }
    }
}
