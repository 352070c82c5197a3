package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.ALICE;
import static dev.wharf.connector.intake.LiveBench.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.CollectionBook;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/// Somebody is met under a LID first, and their number is shown later.
class LidTest {
    private static final String ZOE = "+447700900555";
    private static final String LID = "99887766554433";

    private final LiveBench bench = new LiveBench();

    private static Person person(@Nullable String name, @Nullable String phone, String lid) {
        return new Person(
                null,
                name,
                phone == null ? null : new PhoneNumber(phone),
                lid.isEmpty() ? null : new Lid(lid),
                null,
                null,
                null,
                false);
    }

    private static Person alice() {
        return Person.numbered(new PhoneNumber(ALICE)).asOwner();
    }

    private static LiveBench.Update said(String jid, Person sender, String id) {
        boolean group = jid.endsWith("@g.us");
        return from ->
                new Event(
                        new Chat(
                                null,
                                group ? ChatKind.GROUP : ChatKind.DIRECT,
                                group ? "Desk" : null,
                                jid),
                        EventTime.utc(NOON, TimePrecision.SECOND),
                        sender,
                        List.of(alice(), sender),
                        Event.Direction.INCOMING,
                        new MessageKey(jid, id, false, null),
                        Content.Message.text("text of " + id),
                        from);
    }

    private static LiveBench.Update inGroup(Person sender, String id) {
        return said("120363040000000000@g.us", sender, id);
    }

    private List<ConversationId> chats() {
        return bench.items().stream().map(item -> item.row().id().conversation()).toList();
    }

    private void zoeIsAUser() {
        bench.users =
                LiveBench.users(
                        "Alice Adams," + ALICE + ",alice@firm.example",
                        "Zoe," + ZOE + ",zoe@firm.example");
    }

    @Test
    void whoWaitedUnderALidHasTheirMailWhenTheNumberIsShown() {
        zoeIsAUser();
        bench.add(inGroup(person("Zoe", null, LID), "3EB1"));
        bench.run();
        assertThat(bench.mailbox("zoe@firm.example")).isEmpty();
        assertThat(
                        new Quarantine(bench.archive, bench.archive, bench.ledger, bench.clock)
                                .waiting())
                .hasSize(1);

        bench.add(inGroup(person("Zoe", ZOE, LID), "3EB2"));
        bench.add(inGroup(person("Zoe", null, LID), "3EB3"));
        bench.add(inGroup(person("Zoe", null, LID), "3EB1"));
        bench.run();

        assertThat(bench.mailbox("zoe@firm.example"))
                .containsExactly("text of 3EB1", "text of 3EB2", "text of 3EB3");
        assertThat(bench.mailbox("alice@firm.example")).hasSize(3);
        assertThat(senders()).hasSize(1);
        try (Stream<LedgerEntry> entries = bench.ledger.entries(0)) {
            assertThat(entries.filter(entry -> entry.act().kind() == ActKind.REPLAY))
                    .singleElement()
                    .satisfies(
                            entry ->
                                    assertThat(entry.act().details())
                                            .containsEntry("mailbox", "zoe@firm.example"));
        }
    }

    @Test
    void inACollectionANumberThatIsShownGivesNobodyAnything() {
        zoeIsAUser();
        CaseId id = new CaseId("HR-2026-014");
        new CollectionBook(bench.archive, bench.archive, bench.ledger, bench.clock)
                .found(
                        id,
                        List.of(new EmailAddress("legal@firm.example")),
                        new CollectionBook.By(Actor.user("forensics", "lab-1"), null));
        bench.add(inGroup(person("Zoe", null, LID), "3EB1"));
        bench.run();
        bench.add(inGroup(person("Zoe", ZOE, LID), "3EB2"));
        bench.add(inGroup(person("Zoe", null, LID), "3EB1"));
        bench.run();

        assertThat(bench.archive.mailboxes())
                .extracting(one -> one.mailbox())
                .containsExactly(id.mailbox());
        assertThat(bench.mailbox(id.mailbox().value())).hasSize(2);
        assertThat(bench.archive.quarantine()).isEmpty();
        try (Stream<LedgerEntry> entries = bench.ledger.entries(0)) {
            assertThat(entries).noneMatch(entry -> entry.act().kind() == ActKind.REPLAY);
        }
    }

    private List<Integer> senders() {
        return bench.items().stream().map(item -> item.row().sender()).distinct().toList();
    }

    @Test
    void twoWhoTurnOutToBeOneAreOneFromThenOn() {
        bench.add(inGroup(person(null, null, LID), "3EB1"));
        bench.add(inGroup(person(null, ZOE, ""), "3EB2"));
        bench.add(inGroup(person(null, ZOE, LID), "3EB3"));
        bench.add(inGroup(person(null, null, LID), "3EB4"));
        bench.add(inGroup(person(null, ZOE, ""), "3EB5"));

        bench.run();

        List<Integer> senders = bench.items().stream().map(item -> item.row().sender()).toList();
        assertThat(senders.get(0)).isNotEqualTo(senders.get(1));
        assertThat(senders.subList(1, 5)).containsOnly(senders.get(1));
    }

    @Test
    void aNumberThatChangedHandsDoesNotMakeTwoPeopleOne() {
        bench.add(inGroup(person(null, ZOE, LID), "3EB1"));
        bench.add(inGroup(person(null, ZOE, "11223344556677"), "3EB2"));

        bench.run();

        assertThat(senders()).hasSize(2);
    }

    @Test
    void aDirectChatIsOneFromWhenTheNumberIsKnown() {
        String byLid = LID + "@lid";
        String byNumber = ZOE.substring(1) + "@s.whatsapp.net";
        bench.add(said(byLid, person(null, null, LID), "3EB1"));
        bench.run();
        bench.add(inGroup(person(null, ZOE, LID), "3EB2"));
        bench.add(said(byLid, person(null, null, LID), "3EB3"));
        bench.add(said(byNumber, person(null, ZOE, ""), "3EB4"));
        // The first one again, under either address.
        bench.add(said(byLid, person(null, null, LID), "3EB1"));
        bench.add(said(byNumber, person(null, ZOE, ""), "3EB1"));
        bench.run();

        assertThat(bench.items()).hasSize(4);
        assertThat(chats().get(2)).isEqualTo(chats().get(3)).isNotEqualTo(chats().get(0));
        StoredItem first = bench.items().getFirst();
        assertThat(bench.archive.corroborations(first.row())).hasSize(2);
    }
}
