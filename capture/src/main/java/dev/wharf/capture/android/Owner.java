package dev.wharf.capture.android;

import dev.wharf.capture.database.Select;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whose phone it is. The database holds the owner's own number nowhere by itself; but it names the
/// owner where it says that they joined a group, and by the device that wrote their messages.
///
/// @param person with all that is known
/// @param address null when neither number nor LID is known
/// @param evidence what tells, for a person
/// @param known whether anything tells who it is
record Owner(Person person, @Nullable String address, String evidence, boolean known) {
    private static final int ENOUGH = 1_000;

    /// @param given a number, an e-mail address or a name, as somebody said it; null when nobody
    ///   did
    static Owner find(Store store, People people, @Nullable String given) throws IOException {
        Map<String, Long> votes = new LinkedHashMap<>();
        joined(store, votes, people);
        String evidence = "the database says that this address joined groups as the phone's owner";
        if (votes.isEmpty()) {
            devices(store, votes, people);
            evidence = "the phone's own messages and calls come from this address";
        }
        Optional<String> told =
                votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        Who who = told.isEmpty() ? null : people.who(told.get());
        return with(given, who, pushName(store), evidence);
    }

    private static Owner with(
            @Nullable String given, @Nullable Who who, @Nullable String pushName, String evidence) {
        Person shown = who == null ? Person.you() : who.person();
        String name = pushName == null ? shown.name() : pushName;
        if (given == null || given.isBlank()) {
            Person person =
                    new Person(null, name, shown.phone(), shown.lid(), null, null, null, true);
            String said =
                    pushName == null
                            ? "nothing in the database tells"
                            : "the name is the one the owner gave themselves; nothing tells the number";
            return new Owner(
                    person,
                    who == null ? null : who.address(),
                    who == null ? said : evidence,
                    who != null && shown.phone() != null);
        }
        Optional<EmailAddress> email = EmailAddress.parse(given.strip());
        PhoneNumber phone =
                email.isPresent() ? null : PhoneNumber.parse(given.strip()).orElse(null);
        boolean named = email.isEmpty() && phone == null;
        boolean same = phone == null || phone.equals(shown.phone());
        Person person =
                new Person(
                        null,
                        named && name == null ? given.strip() : name,
                        phone == null ? shown.phone() : phone,
                        same ? shown.lid() : null,
                        null,
                        email.orElse(null),
                        MatchBasis.GIVEN_OWNER,
                        true);
        String address =
                phone == null
                        ? who == null ? null : who.address()
                        : phone.digits() + "@s.whatsapp.net";
        return new Owner(person, address, "--owner", true);
    }

    private static void joined(Store store, Map<String, Long> votes, People people)
            throws IOException {
        if (!store.schema().has("message_system_group", "message_row_id")
                || !store.schema().has("message_system_group", "is_me_joined")
                || !store.schema().has("message_system_chat_participant", "message_row_id")
                || !store.schema().has("message_system_chat_participant", "user_jid_row_id")) {
            return;
        }
        store.messages().index("message_system_chat_participant", "message_row_id");
        store.each(
                new Select(store.schema(), "message_system_group", "g")
                        .leftJoin(
                                "message_system_chat_participant",
                                "p",
                                "p.message_row_id = g.message_row_id",
                                "message_row_id")
                        .expression("row", "max(p.user_jid_row_id)")
                        .then(
                                """
                                WHERE g.is_me_joined = 1 AND p.user_jid_row_id > 0
                                GROUP BY g.message_row_id HAVING count(*) = 1
                                LIMIT\
                                """
                                        + " "
                                        + ENOUGH),
                row -> vote(votes, people.who(row.integer("row"))));
    }

    private static void devices(Store store, Map<String, Long> votes, People people)
            throws IOException {
        if (store.schema().has("message", "_id")
                && store.schema().has("message_details", "author_device_jid")
                && store.schema().has("message_details", "message_row_id")
                && store.schema().has("message", "_id")
                && store.schema().has("message", "from_me")) {
            store.each(
                    new Select(store.schema(), "message_details", "d")
                            .leftJoin("message", "m", "m._id = d.message_row_id", "_id")
                            .columns("d", "author_device_jid")
                            .then("WHERE m.from_me = 1 LIMIT " + ENOUGH),
                    row -> vote(votes, people.who(row.integer("d.author_device_jid"))));
        }
        if (store.schema().has("call_log", "call_creator_device_jid_row_id")
                && store.schema().has("call_log", "from_me")) {
            store.each(
                    new Select(store.schema(), "call_log", "c")
                            .columns("c", "call_creator_device_jid_row_id")
                            .then("WHERE c.from_me = 1 LIMIT " + ENOUGH),
                    row ->
                            vote(
                                    votes,
                                    people.who(row.integer("c.call_creator_device_jid_row_id"))));
        }
    }

    private static void vote(Map<String, Long> votes, @Nullable Who who) {
        if (who != null && who.jid().isDirect()) {
            votes.merge(who.address(), 1L, Long::sum);
        }
    }

    private static @Nullable String pushName(Store store) throws IOException {
        if (!store.schema().has("props", "key") || !store.schema().has("props", "value")) {
            return null;
        }
        return store.first(
                        new Select(store.schema(), "props", "p")
                                .columns("p", "value")
                                .then("WHERE p.key = 'user_push_name' LIMIT 1"),
                        row -> String.valueOf(row.someText("p.value")))
                .filter(name -> !name.equals("null") && !name.isBlank())
                .orElse(null);
    }
}
