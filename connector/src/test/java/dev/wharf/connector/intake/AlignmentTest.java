package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.party.MatchBasis;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class AlignmentTest {
    private static final String ALICE = "alice@corp.example";
    private static final String BOB = "bob@corp.example";

    private final Bench bench =
            new Bench().users("Alice,+447700900002," + ALICE, "Bob,+447700900001," + BOB);

    /// Alice's export: she knows Bob as `Bobby`.
    private static Script byAlice() {
        return Script.group("Sales")
                .owner(ALICE)
                .say("2026-03-01T10:00:00Z", "Alice", "Good morning everybody")
                .say("2026-03-01T10:01:00Z", "Bobby", "Shall we meet at noon?")
                .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                .say("2026-03-01T10:02:00Z", "Alice", "See you there, bring the contract");
    }

    /// The same chat from Bob's phone, which knows Alice by number only.
    private static Script byBob() {
        return Script.group("Sales")
                .owner(BOB)
                .say("2026-03-01T10:00:00Z", "+44 7700 900002", "Good morning everybody")
                .say("2026-03-01T10:01:00Z", "Bob", "Shall we meet at noon?")
                .say("2026-03-01T10:01:00Z", "Bob", "ok")
                .say("2026-03-01T10:01:00Z", "Bob", "ok")
                .say(
                        "2026-03-01T10:02:00Z",
                        "+44 7700 900002",
                        "See you there, bring the contract");
    }

    @Test
    void aLongerExportAddsOnlyWhatIsNew() {
        bench.run(byAlice());

        RunRecord run =
                bench.run(
                        byAlice()
                                .say("2026-03-01T10:02:00Z", "Bobby", "ok")
                                .say("2026-03-02T09:00:00Z", "Bobby", "The contract is signed"));

        assertThat(bench.items()).hasSize(7);
        assertThat(bench.texts(ALICE)).hasSize(7);
        assertThat(run.counters()).isEqualTo(new Counters(2, 0, 5, 0, 0));
    }

    @Test
    void anotherMembersExportAddsTheMemberNotTheMessages() {
        bench.run(byAlice());

        RunRecord run = bench.run(byBob());

        assertThat(bench.items()).hasSize(5);
        assertThat(bench.texts(BOB)).containsExactlyElementsOf(bench.texts(ALICE));
        assertThat(run.sources().getFirst().aligned()).isEqualTo(5);
        assertThat(bench.archive.conversations()).hasSize(1);
    }

    @Test
    void theItemsOfTheSecondExportNameThePartiesOfTheFirst() {
        bench.run(byAlice());
        bench.run(byBob().say("2026-03-03T09:00:00Z", "+44 7700 900002", "From Alice again"));

        assertThat(bench.archive.parties()).hasSize(2);
        StoredItem last = bench.items().getLast();
        assertThat(last.row().sender()).isEqualTo(bench.items().getFirst().row().sender());
        assertThat(last.event().sender())
                .isNotNull()
                .extracting(person -> person.matchedBy())
                .isEqualTo(MatchBasis.PHONE);
    }

    @Test
    void aMessageDeletedSinceKeepsItsTextAndGetsADeletion() {
        bench.run(byAlice());

        bench.run(
                Script.group("Sales")
                        .owner(ALICE)
                        .say("2026-03-01T10:00:00Z", "Alice", "Good morning everybody")
                        .deleted("2026-03-01T10:01:00Z", "Bobby")
                        .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                        .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                        .say("2026-03-01T10:02:00Z", "Alice", "See you there, bring the contract"));

        assertThat(bench.items()).hasSize(6);
        assertThat(bench.texts(ALICE)).contains("Shall we meet at noon?", "deletion");
        assertThat(bench.items().getLast().row().target())
                .isEqualTo(bench.items().get(1).row().id());
    }

    @Test
    void theTextOfADeletedMessageIsGainedFromAnOlderExport() {
        Script later =
                Script.group("Sales")
                        .owner(BOB)
                        .say("2026-03-01T10:00:00Z", "+44 7700 900002", "Good morning everybody")
                        .deleted("2026-03-01T10:01:00Z", "Bob")
                        .say(
                                "2026-03-01T10:02:00Z",
                                "+44 7700 900002",
                                "See you there, bring the contract");
        bench.run(later);

        bench.run(byAlice());

        assertThat(bench.texts()).hasSize(6).contains("Shall we meet at noon?", "ok");
        StoredItem told =
                bench.items().stream()
                        .filter(i -> Bench.text(i.event().content()).startsWith("Shall"))
                        .findFirst()
                        .orElseThrow();
        assertThat(told.row().target()).isEqualTo(bench.items().get(1).row().id());
        assertThat(told.event().content())
                .isInstanceOfSatisfying(
                        Content.Message.class, message -> assertThat(message.quote()).isNotNull());
    }

    @Test
    void anEditedMessageBecomesAnEditOfTheFirst() {
        bench.run(byAlice());

        bench.run(
                Script.group("Sales")
                        .owner(ALICE)
                        .say("2026-03-01T10:00:00Z", "Alice", "Good morning everybody")
                        .edited("2026-03-01T10:01:00Z", "Bobby", "Shall we meet at one?")
                        .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                        .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                        .say("2026-03-01T10:02:00Z", "Alice", "See you there, bring the contract"));

        assertThat(bench.texts(ALICE)).hasSize(6).contains("edit: Shall we meet at one?");
        StoredItem edit = bench.items().getLast();
        assertThat(edit.row().kind()).isEqualTo(EventKind.EDIT);
        assertThat(edit.row().target()).isEqualTo(bench.items().get(1).row().id());
    }

    @Test
    void theSameStateAgainAddsNothingMore() {
        Script edited =
                Script.group("Sales")
                        .owner(ALICE)
                        .say("2026-03-01T10:00:00Z", "Alice", "Good morning everybody")
                        .edited("2026-03-01T10:01:00Z", "Bobby", "Shall we meet at one?")
                        .deleted("2026-03-01T10:02:00Z", "Alice");
        bench.run(byAlice());
        bench.run(edited);
        int before = bench.items().size();

        bench.run(edited.say("2026-03-05T10:00:00Z", "Alice", "Something new at last"));
        bench.run(byBob());

        assertThat(bench.items()).hasSize(before + 1);
    }

    @Test
    void aFileThatWasLeftOutArrivesLaterAsAMessageThatCompletesTheFirst() {
        Script without = byAlice().omitted("2026-03-01T10:05:00Z", "Bobby");
        Script with = byBob().attached("2026-03-01T10:05:00Z", "Bob", "IMG-1.jpg");
        bench.run(without);

        bench.run(with);
        bench.run(with.say("2026-03-09T10:00:00Z", "Bob", "one more distinctive line"));
        bench.run(without.say("2026-03-09T10:00:00Z", "Bobby", "one more distinctive line"));

        assertThat(bench.texts()).hasSize(8).contains("[omitted]", "[present]");
        StoredItem file =
                bench.items().stream()
                        .filter(i -> Bench.text(i.event().content()).equals("[present]"))
                        .findFirst()
                        .orElseThrow();
        assertThat(file.row().target()).isNotNull();
    }

    @Test
    void aFileThatIsThereIsNotLostToAnExportWithoutMedia() {
        bench.run(byBob().attached("2026-03-01T10:05:00Z", "Bob", "IMG-1.jpg"));
        bench.run(byAlice().omitted("2026-03-01T10:05:00Z", "Bobby"));

        assertThat(bench.items()).hasSize(6);
        assertThat(bench.texts(ALICE)).contains("[present]");
    }

    @Test
    void anExportReadInAnotherZoneIsShiftedAsAWhole() {
        bench.run(byAlice().zone(TimeBasis.ZONE_PROVEN));
        Script tokyo =
                Script.group("Sales")
                        .owner(BOB)
                        .zone(TimeBasis.ZONE_ASSUMED)
                        .withSeconds()
                        .say("2026-03-01T19:00:12Z", "+44 7700 900002", "Good morning everybody")
                        .say("2026-03-01T19:01:02Z", "Bob", "Shall we meet at noon?")
                        .say("2026-03-01T19:01:03Z", "Bob", "ok")
                        .say("2026-03-01T19:01:58Z", "Bob", "ok")
                        .say(
                                "2026-03-01T19:02:30Z",
                                "+44 7700 900002",
                                "See you there, bring the contract")
                        .say("2026-03-02T03:15:00Z", "Bob", "Landed safely, thank you");

        bench.run(tokyo);

        assertThat(bench.items()).hasSize(6);
        StoredItem last = bench.items().getLast();
        assertThat(last.event().time().at()).isEqualTo(Instant.parse("2026-03-01T18:15:00Z"));
        assertThat(last.event().time().basis()).isEqualTo(TimeBasis.ZONE_PROVEN);
        assertThat(last.event().time().zone()).isEqualTo("+09:00");
    }

    @Test
    void groupsOfOneNameWithoutCommonContentStayApart() {
        bench.run(byAlice());

        bench.run(
                Script.group("Sales")
                        .owner(BOB)
                        .say("2026-03-01T10:00:00Z", "Carl", "Quarterly numbers are in")
                        .say("2026-03-01T10:01:00Z", "Dora", "Where do I find them?")
                        .say("2026-03-01T10:02:00Z", "Carl", "On the shared drive as always"));

        assertThat(bench.archive.conversations()).hasSize(2);
        assertThat(bench.items()).hasSize(8);
    }

    @Test
    void bothSidesOfADirectChatAreOneChat() {
        Script alices =
                new Script(ChatKind.DIRECT, "Bobby")
                        .owner(ALICE)
                        .say("2026-03-01T10:00:00Z", "Alice", "Did you send the offer?")
                        .say("2026-03-01T10:01:00Z", "Bobby", "yes")
                        .say("2026-03-01T10:03:00Z", "Bobby", "It went out this morning")
                        .say("2026-03-01T10:04:00Z", "Alice", "Wonderful, many thanks");
        Script bobs =
                new Script(ChatKind.DIRECT, "Alice Miller")
                        .owner(BOB)
                        .say("2026-03-01T10:00:00Z", "Alice Miller", "Did you send the offer?")
                        .say("2026-03-01T10:01:00Z", "Bob", "yes")
                        .say("2026-03-01T10:03:00Z", "Bob", "It went out this morning")
                        .say("2026-03-01T10:04:00Z", "Alice Miller", "Wonderful, many thanks");

        bench.run(alices, bobs);

        assertThat(bench.archive.conversations()).hasSize(1);
        assertThat(bench.items()).hasSize(4);
        assertThat(bench.texts(BOB)).hasSize(4);
    }

    @Test
    void anErasedMessageIsNotAddedAgain() {
        bench.run(byAlice());
        bench.archive.erase(bench.items().get(1).row().id());

        RunRecord run = bench.run(byBob());

        assertThat(bench.archive.lastSequence()).isEqualTo(5);
        assertThat(run.counters().skipped()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aMissingLineIsFilledIn() {
        Script gappy =
                Script.group("Sales")
                        .owner(ALICE)
                        .say("2026-03-01T10:00:00Z", "Alice", "Good morning everybody")
                        .say("2026-03-01T10:01:00Z", "Bobby", "Shall we meet at noon?")
                        .say("2026-03-01T10:01:00Z", "Bobby", "ok")
                        .say("2026-03-01T10:02:00Z", "Alice", "See you there, bring the contract");
        bench.run(gappy);

        bench.run(byBob());

        assertThat(bench.texts().stream().filter("ok"::equals)).hasSize(2);
        assertThat(bench.items()).hasSize(5);
    }

    @Test
    void aSharedNameDoesNotMakeTwoUntitledChatsOne() {
        bench.run(
                new Script(ChatKind.UNKNOWN, null)
                        .say("2026-03-01T10:00:00Z", "Ana", "Where are you staying?"));

        bench.run(
                new Script(ChatKind.UNKNOWN, null)
                        .say("2026-03-01T11:00:00Z", "Ana", "The invoice is attached"));

        assertThat(bench.archive.conversations()).hasSize(2);
    }

    @Test
    void anUntitledExportOfAKnownChatIsFoundByItsContent() {
        bench.run(byAlice());

        Script untitled =
                new Script(ChatKind.UNKNOWN, null)
                        .say("2026-03-01T10:00:00Z", "Al", "Good morning everybody")
                        .say("2026-03-01T10:01:00Z", "Bob", "Shall we meet at noon?")
                        .say("2026-03-01T10:02:00Z", "Al", "See you there, bring the contract");
        bench.run(untitled);

        assertThat(bench.items()).hasSize(5);
    }

    @Test
    void olderMessagesReachAMemberWhomOnlyALaterExportMakesKnown() {
        bench.run(byAlice().members("Alice", "Bobby").say("2026-03-04T10:00:00Z", "Alice", "hm"));

        bench.run(byBob());

        assertThat(bench.texts(BOB)).contains("hm");
    }
}
