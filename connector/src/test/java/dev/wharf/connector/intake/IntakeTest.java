package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.MatchBasis;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class IntakeTest {
    private final Bench bench = new Bench();

    private static Script chat() {
        return Script.group("Sales")
                .owner("alice@corp.example")
                .members("+44 7700 900001", "Zoe")
                .say("2026-03-01T10:00:00Z", "+44 7700 900001", "Good morning everybody")
                .say("2026-03-01T10:01:00Z", "Zoe", "ok")
                .say("2026-03-01T10:01:00Z", "Zoe", "ok");
    }

    @Test
    void everyMailboxGetsEveryMessageOnce() {
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example");

        RunRecord run = bench.run(chat());

        assertThat(run.state()).isEqualTo(RunRecord.State.SUCCEEDED);
        assertThat(bench.texts("alice@corp.example"))
                .containsExactly("Good morning everybody", "ok", "ok");
        assertThat(bench.texts("bob@corp.example"))
                .containsExactly("Good morning everybody", "ok", "ok");
        assertThat(run.counters()).isEqualTo(new Counters(6, 0, 0, 0, 0));
    }

    @Test
    void whatIsArchivedIsAcknowledgedAndNotReadAgain() {
        bench.users("Alice,,alice@corp.example");

        bench.run(chat());
        RunRecord second = bench.run();

        assertThat(bench.site.acknowledged()).isEqualTo(1);
        assertThat(second.sources()).isEmpty();
        assertThat(bench.items()).hasSize(3);
    }

    @Test
    void theMappingComesBeforeTheAddressOfTheUser() {
        bench.users("Bob,+447700900001,bob@corp.example")
                .mapping("447700900001,bob.archive@corp.example");

        bench.run(chat());

        assertThat(bench.texts("bob.archive@corp.example")).hasSize(3);
        assertThat(bench.texts("bob@corp.example")).isEmpty();
    }

    @Test
    void aStrictMappingLeavesTheUnmappedInQuarantine() {
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example")
                .mapping("447700900001,bob.archive@corp.example");
        bench.strict = true;

        RunRecord run = bench.run(chat());

        assertThat(bench.texts("alice@corp.example")).isEmpty();
        assertThat(run.counters()).isEqualTo(new Counters(3, 0, 0, 3, 0));
        assertThat(bench.archive.quarantine())
                .singleElement()
                .satisfies(
                        group ->
                                assertThat(group.waiting().unresolved())
                                        .extracting(Expectation::reason)
                                        .containsExactly(Expectation.Reason.OWNER_UNMAPPED));
    }

    @Test
    void aNameAloneIsOnlyProposed() {
        bench.users("Zoe,,zoe@corp.example", "Alice,,alice@corp.example");

        RunRecord run = bench.run(chat());

        assertThat(bench.texts("zoe@corp.example")).isEmpty();
        assertThat(run.counters()).isEqualTo(new Counters(3, 0, 0, 3, 0));
        assertThat(run.waiting())
                .singleElement()
                .satisfies(group -> assertThat(group.copies()).isEqualTo(3));
    }

    @Test
    void aNameMatchesWhenAllowedAndTheItemSaysSo() {
        bench.users("ZOE,,zoe@corp.example").matchNames();

        bench.run(chat());

        assertThat(bench.mailbox("zoe@corp.example"))
                .hasSize(3)
                .last()
                .satisfies(
                        item ->
                                assertThat(item.event().sender())
                                        .isNotNull()
                                        .extracting(person -> person.matchedBy())
                                        .isEqualTo(MatchBasis.NAME));
    }

    @Test
    void aSelfChosenNameNeverMatches() {
        bench.users("Zoe,,zoe@corp.example").matchNames();

        RunRecord run =
                bench.run(
                        Script.group("Sales")
                                .say("2026-03-01T10:00:00Z", "~ Zoe", "I am surely your Zoe"));

        assertThat(run.counters()).isEqualTo(new Counters(0, 0, 0, 1, 0));
        assertThat(bench.texts("zoe@corp.example")).isEmpty();
    }

    @Test
    void anItemThatExpectsNobodyCountsOnceAsQuarantined() {
        RunRecord run =
                bench.run(Script.group("Sales").say("2026-03-01T10:00:00Z", "Zoe", "hello"));

        assertThat(run.counters()).isEqualTo(new Counters(0, 0, 0, 1, 0));
        assertThat(bench.archive.quarantine()).hasSize(1);
    }

    @Test
    void aMissingAttachmentMakesTheCopyPartial() {
        bench.users("Alice,,alice@corp.example");

        RunRecord run =
                bench.run(
                        Script.group("Sales")
                                .owner("alice@corp.example")
                                .lost("2026-03-01T10:00:00Z", "Zoe", "IMG-1.jpg")
                                .attached("2026-03-01T10:01:00Z", "Zoe", "IMG-2.jpg"));

        assertThat(run.counters()).isEqualTo(new Counters(1, 1, 0, 0, 0));
        assertThat(bench.texts()).containsExactly("[missing]", "[present]");
    }

    @Test
    void aCaptureWithAQuestionIsRefusedWholeAndTheRestGoesOn() {
        bench.users("Alice,,alice@corp.example");

        RunRecord run =
                bench.run(
                        Script.group("Unclear")
                                .question("--date-order")
                                .say("2026-03-01T10:00:00Z", "Zoe", "hello"),
                        chat());

        assertThat(run.state()).isEqualTo(RunRecord.State.INCOMPLETE);
        assertThat(run.sources())
                .extracting(SourceResult::outcome)
                .containsExactly(SourceResult.Outcome.REFUSED, SourceResult.Outcome.IMPORTED);
        assertThat(bench.items()).hasSize(3);
        assertThat(bench.site.acknowledged()).isEqualTo(2);
    }

    @Test
    void theSameFileAgainIsSkippedAsAWhole() {
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example");

        bench.run(chat());
        RunRecord again = bench.run(chat());

        assertThat(again.counters()).isEqualTo(new Counters(0, 0, 6, 0, 0));
        assertThat(again.sources().getFirst().outcome()).isEqualTo(SourceResult.Outcome.DUPLICATE);
        assertThat(bench.items()).hasSize(3);
        try (Stream<KeptCapture> kept = bench.archive.captures()) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void whatFailedIsTriedAgainWhenTheSameFileComesAgain() {
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example");
        ItemRenderer good = bench.renderer;
        bench.renderer =
                (event, id) -> {
                    if (Bench.text(event.content()).startsWith("Good morning")) {
                        throw new WharfException(ErrorCode.INPUT_HOSTILE, "no");
                    }
                    return good.render(event, id);
                };

        RunRecord first = bench.run(chat());
        bench.renderer = good;
        RunRecord again = bench.run(chat());

        assertThat(first.counters()).isEqualTo(new Counters(4, 0, 0, 0, 2));
        assertThat(again.counters()).isEqualTo(new Counters(2, 0, 4, 0, 0));
        assertThat(bench.texts("bob@corp.example")).contains("Good morning everybody");
    }

    @Test
    void whatABrokenFileNoLongerGivesIsCountedAsFailed() {
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example");
        bench.run(chat());

        RunRecord run = bench.run(longer().onLine(IntakeTest::breakAtLine5));

        assertThat(run.counters()).isEqualTo(new Counters(2, 0, 6, 0, 2));
        assertThat(run.notImported())
                .extracting(NotImported::locator)
                .containsExactly("event 5", "event 6");
        assertThat(bench.texts("bob@corp.example"))
                .containsExactly("Good morning everybody", "ok", "ok", "The fourth line");
    }

    private static Script longer() {
        return chat().say("2026-03-01T10:02:00Z", "Zoe", "The fourth line")
                .say("2026-03-01T10:03:00Z", "Zoe", "The fifth line")
                .say("2026-03-01T10:04:00Z", "Zoe", "The sixth line");
    }

    private static void breakAtLine5(int line) {
        if (line == 5) {
            throw new WharfException(ErrorCode.INPUT_UNREADABLE, "broken at line 5");
        }
    }

    @Test
    void bytesOfWhichEveryCopyIsArchivedAreKnown() {
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example");
        assertThat(bench.known(chat())).isEmpty();

        bench.run(chat());
        RunRecord again = bench.intake().run(List.of(bench.known(chat()).orElseThrow()));

        assertThat(again.counters()).isEqualTo(new Counters(0, 0, 6, 0, 0));
        assertThat(again.sources())
                .singleElement()
                .satisfies(
                        source -> {
                            assertThat(source.outcome()).isEqualTo(SourceResult.Outcome.DUPLICATE);
                            assertThat(source.capture()).isEqualTo(1);
                            assertThat(source.report()).isNotNull();
                        });
    }

    @Test
    void bytesThatWouldBeMappedOrReadOtherwiseAreNotKnown() {
        bench.users("Alice,,alice@corp.example").run(chat());

        Script otherwise = chat();
        otherwise.options().put("zone", "Asia/Tokyo");
        assertThat(bench.known(otherwise)).isEmpty();
        bench.users("Alice,,alice@corp.example", "Bob,+447700900001,bob@corp.example");
        assertThat(bench.known(chat())).isEmpty();
    }

    @Test
    void bytesThatWereNotArchivedToTheirEndAreNotKnown() {
        bench.run(longer().onLine(IntakeTest::breakAtLine5));
        bench.run(Script.group("Unclear").question("--date-order"));

        assertThat(bench.known(longer())).isEmpty();
        assertThat(bench.known(Script.group("Unclear").question("--date-order"))).isEmpty();
    }

    @Test
    void whatWasSetAsideIsNotArchivedAndWhatBrokeOffIs() {
        bench.run(
                chat(),
                Script.group("Unclear").question("--date-order"),
                longer().onLine(IntakeTest::breakAtLine5));

        ArchivedCaptures archived = ArchivedCaptures.of(bench.archive);

        assertThat(archived).accepts(1L, 3L).rejects(2L, 4L);
    }

    @Test
    void runsAreKeptAndNumbered() {
        RunRecord first = bench.run(chat());
        RunRecord second = bench.run();

        assertThat(first.id()).isEqualTo("run-000001");
        assertThat(second.id()).isEqualTo("run-000002");
        assertThat(bench.archive.documents(RunRecord.KIND)).hasSize(2);
    }
}
