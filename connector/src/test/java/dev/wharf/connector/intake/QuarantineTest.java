package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.connector.quarantine.Quarantine.By;
import dev.wharf.connector.quarantine.Quarantine.Replayed;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;

class QuarantineTest {
    private static final By OPERATOR = new By(Actor.user("operator", "host"), "ticket 7");

    private final Bench bench = new Bench();
    private final Quarantine quarantine =
            new Quarantine(bench.archive, bench.archive, bench.ledger, Clock.systemUTC());

    private static Script chat() {
        return Script.group("Sales")
                .say("2026-03-01T10:00:00Z", "Zoe", "The offer is ready")
                .say("2026-03-02T10:00:00Z", "+44 7700 900001", "Please send it to me");
    }

    @Test
    void itListsWhoWaitsAndWhy() {
        bench.users("Zoe,,zoe@corp.example").run(chat());

        assertThat(quarantine.waiting())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.reason()).isEqualTo(Expectation.Reason.NAME_ONLY);
                            assertThat(one.items()).isEqualTo(1);
                            assertThat(one.aliases()).extracting("value").contains("Zoe");
                        });
    }

    @Test
    void aPartyMappedByHandGetsWhatWaitsAndWhatComesLater() {
        bench.users("Zoe,,zoe@corp.example").run(chat());
        PartyId zoe = quarantine.waiting().getFirst().party();

        long copies =
                quarantine.map(zoe, new EmailAddress("zoe@corp.example"), null, null, OPERATOR);
        bench.run(chat().say("2026-03-03T10:00:00Z", "Zoe", "It is on its way to you"));

        assertThat(copies).isEqualTo(1);
        assertThat(bench.texts("zoe@corp.example"))
                .containsExactly("The offer is ready", "It is on its way to you");
    }

    @Test
    void aPartyMappedForSomeDaysGetsNoOthers() {
        bench.users("Zoe,,zoe@corp.example")
                .run(chat().say("2026-03-03T10:00:00Z", "Zoe", "It is on its way to you"));
        PartyId zoe = quarantine.waiting().getFirst().party();

        quarantine.map(
                zoe,
                new EmailAddress("zoe@corp.example"),
                LocalDate.parse("2026-03-02"),
                null,
                OPERATOR);

        assertThat(bench.texts("zoe@corp.example")).containsExactly("It is on its way to you");
        assertThat(quarantine.waiting()).hasSize(1);
    }

    @Test
    void replayFindsThoseWhoAreMappedNow() {
        bench.users("Bob,+447700900001,").run(chat());

        Bench better = new Bench().users("Bob,+447700900001,bob@corp.example");
        Replayed replayed = quarantine.replay(better.users, better.mapping, false, false, OPERATOR);

        assertThat(replayed.copies()).isEqualTo(1);
        assertThat(bench.texts("bob@corp.example")).containsExactly("Please send it to me");
    }

    @Test
    void replayMatchesNamesOnlyWhenAllowed() {
        bench.users("Zoe,,zoe@corp.example").run(chat());

        Replayed strictly = quarantine.replay(bench.users, bench.mapping, false, false, OPERATOR);
        Replayed byName = quarantine.replay(bench.users, bench.mapping, false, true, OPERATOR);

        assertThat(strictly.copies()).isZero();
        assertThat(byName.copies()).isEqualTo(1);
        assertThat(bench.texts("zoe@corp.example")).hasSize(1);
    }

    @Test
    void aNumberThatChangedHandsGivesEachTheirDays() {
        bench.users("Bob,+447700900001,")
                .run(chat().say("2026-03-09T10:00:00Z", "+44 7700 900001", "Hello from Carol"));

        Bench better = new Bench().mapping("447700900001,nobody@corp.example");
        better.mapping =
                dev.wharf.connector.people.MappingFile.parse(
                        "mapping.csv",
                        """
                        External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until
                        447700900001,bob@corp.example,,2026-03-05
                        447700900001,carol@corp.example,2026-03-06,
                        """
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        quarantine.replay(better.users, better.mapping, false, false, OPERATOR);

        assertThat(bench.texts("bob@corp.example")).containsExactly("Please send it to me");
        assertThat(bench.texts("carol@corp.example")).containsExactly("Hello from Carol");
    }

    @Test
    void anItemThatExpectsNobodyCanBeGivenAMailbox() {
        bench.run(chat());
        var item = quarantine.expectingNobody().findFirst().orElseThrow();

        quarantine.deliver(item.id(), new EmailAddress("legal@corp.example"), OPERATOR);

        assertThat(bench.texts("legal@corp.example")).hasSize(1);
        assertThat(quarantine.expectingNobody()).hasSize(1);
    }

    @Test
    void anUnknownPartyIsRefused() {
        assertThatThrownBy(
                        () ->
                                quarantine.map(
                                        new PartyId(99),
                                        new EmailAddress("a@b.example"),
                                        null,
                                        null,
                                        OPERATOR))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("99");
    }

    @Test
    void everyActIsInTheLedgerWithItsReason() {
        bench.users("Zoe,,zoe@corp.example").run(chat());
        quarantine.map(
                quarantine.waiting().getFirst().party(),
                new EmailAddress("zoe@corp.example"),
                null,
                null,
                OPERATOR);

        try (Stream<LedgerEntry> entries = bench.ledger.entries(0)) {
            assertThat(entries)
                    .extracting(entry -> entry.act().kind())
                    .contains(ActKind.IMPORT, ActKind.MAPPING);
        }
    }
}
