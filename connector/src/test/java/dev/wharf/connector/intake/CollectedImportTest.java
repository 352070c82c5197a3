package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.CollectionBook;
import dev.wharf.connector.collection.Custody;
import dev.wharf.connector.collection.CustodyOptions;
import dev.wharf.connector.collection.CustodyRecord;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.event.Content;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// In an archive that is a collection everything belongs to the collection alone.
class CollectedImportTest {
    private static final CaseId CASE = new CaseId("HR-2026-014");
    private static final EmailAddress MAILBOX =
            new EmailAddress("hr-2026-014@collection.wharf.invalid");
    private static final Actor COLLECTOR = Actor.user("forensics", "lab-1");

    private final Bench bench =
            new Bench()
                    .users(
                            "Alice Adams,+447700900001,alice@firm.example",
                            "Ben Baker,+447700900002,");

    private static Map<String, String> custody() {
        return new CustodyOptions(
                        CASE, "Dana Reyes", "iPhone 13, IMEI 35…", "wharf 1", "forensics", "lab-1")
                .options();
    }

    private static Script chat() {
        return Script.group("Offer")
                .options(custody())
                .members("+447700900001", "+447700900002", "+447700900123")
                .say("2026-09-15T08:00:00Z", "+447700900001", "first")
                .say("2026-09-15T09:00:00Z", "+447700900002", "second")
                .line(
                        "2026-09-15T10:00:00Z",
                        null,
                        new Content.Notice(Content.Notice.Topic.ICON, "n"));
    }

    private void collecting() {
        new CollectionBook(bench.archive, bench.archive, bench.ledger, Clock.systemUTC())
                .found(
                        CASE,
                        List.of(new EmailAddress("legal@firm.example")),
                        new CollectionBook.By(COLLECTOR, null));
    }

    @Test
    void everyItemIsInTheMailboxOfTheCollectionAlone() {
        collecting();
        bench.mapping("447700900123,carla@firm.example").matchNames();

        RunRecord run = bench.run(chat());

        assertThat(bench.items()).hasSize(3);
        assertThat(bench.items())
                .extracting(StoredItem::audience)
                .containsOnly(Audience.of(List.of(MAILBOX), List.of()));
        assertThat(bench.archive.quarantine()).isEmpty();
        assertThat(run.counters().imported()).isEqualTo(3);
        assertThat(run.counters().available()).isEqualTo(3);
    }

    @Test
    void whatNobodyWasSeenInIsTheCollectionsToo() {
        collecting();

        RunRecord run =
                bench.run(
                        Script.group("Empty")
                                .options(custody())
                                .line(
                                        "2026-09-15T10:00:00Z",
                                        null,
                                        new Content.Notice(Content.Notice.Topic.ICON, "n")));

        assertThat(bench.items().getFirst().audience())
                .isEqualTo(Audience.of(List.of(MAILBOX), List.of()));
        assertThat(run.counters().imported()).isOne();
    }

    @Test
    void peopleAreRecognisedForWhatMailsCallThem() {
        collecting();

        bench.run(chat());

        assertThat(bench.items().getFirst().event().members())
                .anyMatch(one -> new EmailAddress("alice@firm.example").equals(one.email()));
    }

    @Test
    void aSecondCaptureThatKnowsMorePeopleGivesThemNothing() {
        collecting();
        bench.run(chat());
        bench.users(
                "Alice Adams,+447700900001,alice@firm.example",
                "Ben Baker,+447700900002,ben@firm.example");

        bench.run(chat().say("2026-09-16T08:00:00Z", "+447700900123", "third"));
        new Redecode(bench.ports(), bench.options()).run(List.of(), true, Progress.NONE);

        assertThat(bench.items()).hasSize(4);
        assertThat(bench.items())
                .extracting(StoredItem::audience)
                .containsOnly(Audience.of(List.of(MAILBOX), List.of()));
    }

    @Test
    void aCustodyRecordSaysWhoWhatWhenAndWithWhat() {
        collecting();

        bench.run(chat());

        CustodyRecord record = Custody.all(bench.archive).getFirst();
        assertThat(record.collector()).isEqualTo("Dana Reyes");
        assertThat(record.device()).startsWith("iPhone 13");
        assertThat(record.tool()).isEqualTo("wharf 1");
        assertThat(record.actor() + "@" + record.host()).isEqualTo("forensics@lab-1");
        assertThat(record.outcome()).isEqualTo("archived");
        assertThat(record.sha256()).isEqualTo(ScriptedSite.digest(chat().text()).sha256());
        assertThat(record.platform()).isEqualTo("android");
        assertThat(record.decoder()).isEqualTo("script/1");
        assertThat(record.events()).isEqualTo(3);
        assertThat(record.kept()).isTrue();
        assertThat(record.files()).isZero();
    }

    @Test
    void aScopeIsInTheRecordAndTheFileIsNotKept() {
        collecting();
        Map<String, String> scope =
                Scope.given(List.of(), List.of("+447700900001"), null, null, false).options();

        bench.run(chat().options(scope));

        CustodyRecord record = Custody.all(bench.archive).getFirst();
        assertThat(record.scope()).isEqualTo(scope);
        assertThat(record.events()).isOne();
        assertThat(record.leftOut()).isEqualTo(2);
        assertThat(record.kept()).isFalse();
        assertThat(bench.texts()).containsExactly("first");
    }

    @Test
    void whatCouldNotBeReadHasACustodyRecordToo() {
        collecting();

        bench.run(chat().question("--date-order"));

        CustodyRecord record = Custody.all(bench.archive).getFirst();
        assertThat(record.outcome()).isEqualTo("refused");
        assertThat(record.problem()).isEqualTo("Which order?");
        assertThat(record.sha256()).hasSize(64);
    }

    @Test
    void aTwinSaysWhoBroughtItAgain() {
        collecting();
        bench.run(chat());

        bench.run(chat());

        assertThat(Custody.all(bench.archive))
                .extracting(CustodyRecord::outcome)
                .containsExactly("archived", "duplicate");
    }

    @Test
    void whoCollectedChangesNothingOfHowAFileIsRead() {
        collecting();
        bench.run(chat());

        RunRecord again = bench.run(chat().options(Map.of("custody.collector", "Somebody else")));

        assertThat(again.sources().getFirst().outcome()).isEqualTo(SourceResult.Outcome.DUPLICATE);
    }

    @Test
    void anOrdinaryArchiveTakesNothingThatWasCollected() {
        RunRecord run = bench.run(chat());

        assertThat(bench.items()).isEmpty();
        assertThat(run.sources().getFirst().outcome()).isEqualTo(SourceResult.Outcome.FAILED);
        assertThat(run.sources().getFirst().report()).isNull();
        assertThat(run.sources().getFirst().message()).contains("no collection");
        assertThat(Custody.all(bench.archive)).isEmpty();
    }
}
