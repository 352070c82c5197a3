package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.ALICE;
import static dev.wharf.connector.intake.LiveBench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.mail.MailRenderer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Live captures go into the archive by pages.
class LivePagesTest {
    private final LiveBench bench = new LiveBench();

    private List<KeptPage.Kept> page(long capture) throws IOException {
        List<KeptPage.Kept> all = new ArrayList<>();
        try (CaptureBody body = bench.archive.original(new CaptureId(capture));
                InputStream in = body.stream()) {
            KeptPage.read(in, all::add);
        }
        return all;
    }

    @Test
    void aPageIsOneCommitWithOneOfEverything() {
        for (int i = 0; i < 100; i++) {
            bench.add(text("3EB" + i));
        }

        RunRecord run = bench.run();

        assertThat(bench.items()).hasSize(100);
        assertThat(bench.originals()).hasSize(1);
        assertThat(bench.archive.documents(IntakeProgress.KIND)).isEmpty();
        assertThat(bench.site.acknowledged()).isEqualTo(100);
        assertThat(bench.site.acknowledgements).isEqualTo(1);
        assertThat(run.sources())
                .singleElement()
                .satisfies(
                        all -> {
                            assertThat(all.outcome()).isEqualTo(SourceResult.Outcome.IMPORTED);
                            assertThat(all.added()).isEqualTo(100);
                            assertThat(all.counters().imported()).isEqualTo(100);
                        });
        try (Stream<LedgerEntry> entries = bench.ledger.entries(0)) {
            assertThat(entries.filter(entry -> entry.act().kind() == ActKind.IMPORT))
                    .singleElement()
                    .satisfies(
                            entry ->
                                    assertThat(entry.act().details())
                                            .containsEntry("first", "1")
                                            .containsEntry("last", "100")
                                            .containsEntry("captures", "100")
                                            .containsEntry("imported", "100"));
        }
    }

    @Test
    void everyCapturesBytesAreFoundInItsPage() throws IOException {
        for (int i = 0; i < 300; i++) {
            bench.add(text("3EB" + i));
        }

        bench.run();

        assertThat(bench.originals()).hasSize(2);
        for (long capture : new long[] {1, 256, 257, 300}) {
            KeptPage.Kept kept =
                    page(capture).stream()
                            .filter(one -> one.record().id().sequence() == capture)
                            .findFirst()
                            .orElseThrow();
            assertThat(kept.record()).isEqualTo(bench.site.record(capture));
            assertThat(kept.body()).isEqualTo(bench.site.bytes(capture));
        }
    }

    @Test
    void theArchiveKnowsWhichCapturesItHolds() {
        bench.add(text("3EB1"));
        bench.site.passOver();
        bench.site.add(ALICE, "log.json", List.of(text("3EB2")), Map.of());
        bench.add(text("3EB3"));

        bench.run();
        bench.add(text("3EB4"));

        ArchivedCaptures archived = ArchivedCaptures.of(bench.archive);
        assertThat(archived.test(1)).isTrue();
        assertThat(archived.test(3)).isTrue();
        assertThat(archived.test(4)).isTrue();
        assertThat(archived.test(5)).isFalse();
        assertThat(bench.items()).hasSize(3);
    }

    @Test
    void whatNothingReadsIsKeptRaw() {
        bench.add(text("3EB1"));
        bench.site.unknown("{ what is this");
        bench.add(text("3EB2"));

        RunRecord run = bench.run();

        StoredItem unread = bench.items().get(1);
        assertThat(unread.event().content()).isEqualTo(new Content.Unknown("unread", null));
        assertThat(unread.raw()).asString().isEqualTo("{ what is this");
        assertThat(bench.items()).hasSize(3);
        assertThat(run.state()).isEqualTo(RunRecord.State.SUCCEEDED);
        assertThat(bench.originals()).hasSize(1);
    }

    @Test
    void whatBreaksIsKeptAsFarAsItGoesAndRaw() {
        long broken = bench.site.add(ALICE, List.of(text("3EB1"), LiveSite.BROKEN));
        bench.add(text("3EB2"));

        bench.run();

        assertThat(bench.texts()).containsExactly("text of 3EB1", "UNKNOWN", "text of 3EB2");
        assertThat(bench.items().get(1).raw()).isEqualTo(bench.site.bytes(broken));
        assertThat(bench.mailbox("alice@firm.example")).hasSize(3);
    }

    @Test
    void whatMakesItsPageFailIsSetAsideAlone() {
        bench.add(text("3EB1"));
        long poison =
                bench.site.add(
                        ALICE,
                        List.of(
                                _ -> {
                                    throw new IllegalStateException("a bug");
                                }));
        bench.add(text("3EB2"));

        RunRecord run = bench.run();

        assertThat(bench.texts()).containsExactly("text of 3EB1", "text of 3EB2");
        assertThat(bench.site.acknowledged()).isEqualTo(3);
        assertThat(ArchivedCaptures.of(bench.archive).test(poison)).isFalse();
        assertThat(ArchivedCaptures.of(bench.archive).test(3)).isTrue();
        assertThat(run.state()).isEqualTo(RunRecord.State.INCOMPLETE);
        assertThat(run.counters().failed()).isEqualTo(1);
        assertThat(run.sources().getFirst().message()).contains("2");
        assertThat(run.notImported())
                .singleElement()
                .satisfies(one -> assertThat(one.capture().sequence()).isEqualTo(poison));
    }

    @Test
    void aFailureWhileRenderingSparesTheNeighboursToo() {
        ItemRenderer working = bench.renderer;
        bench.renderer =
                (event, id) -> {
                    if (event.key() != null && event.key().id().equals("3EB150")) {
                        throw new IllegalStateException("a bug");
                    }
                    return working.render(event, id);
                };
        for (int i = 0; i < 400; i++) {
            bench.add(text("3EB" + i));
        }

        RunRecord run = bench.run();

        assertThat(bench.items()).hasSize(399);
        assertThat(run.counters().imported()).isEqualTo(399);
        assertThat(run.counters().failed()).isEqualTo(1);
        assertThat(bench.site.acknowledged()).isEqualTo(400);
    }

    @Test
    void anItemThatCannotBeMadeIsCountedAndItsPageGoesOn() {
        bench.renderer =
                (event, id) -> {
                    if (event.key() != null && event.key().id().equals("3EB1")) {
                        throw new WharfException(ErrorCode.INPUT_UNREADABLE, "no such colour");
                    }
                    return new MailRenderer().render(event, id);
                };
        bench.add(text("3EB0"), text("3EB1"));
        bench.add(text("3EB1"), text("3EB2"));

        RunRecord run = bench.run();

        assertThat(bench.texts()).containsExactly("text of 3EB0", "text of 3EB2");
        assertThat(run.counters().failed()).isEqualTo(1);
        assertThat(run.counters().imported()).isEqualTo(2);
        assertThat(bench.originals()).hasSize(1);
    }

    @Test
    void aCaptureThatShowsAnErasedItemTakesNoPageWithIt() throws IOException {
        bench.add(text("3EB1"));
        bench.run();
        bench.archive.erase(bench.items().getFirst().row().id());
        bench.add(text("3EB2"));
        long again = bench.add(text("3EB1"));

        bench.run();

        KeptCapture page = bench.archive.kept(new CaptureId(again)).orElseThrow();
        assertThat(page.destroyed()).isFalse();
        assertThat(page(again))
                .extracting(KeptPage.Kept::body)
                .containsExactly(bench.site.bytes(2), null);
        assertThat(bench.archive.lastSequence()).isEqualTo(2);
    }

    @Test
    void aFileAmongLiveCapturesIsTakenInOrder() {
        bench.add(text("3EB1"));
        bench.site.add(ALICE, "log.json", List.of(text("3EB1"), text("3EB2")), Map.of());
        bench.add(text("3EB2"), text("3EB3"));

        RunRecord run = bench.run();

        assertThat(bench.texts()).containsExactly("text of 3EB1", "text of 3EB2", "text of 3EB3");
        assertThat(run.sources()).hasSize(2);
        assertThat(run.counters().imported()).isEqualTo(3);
        assertThat(run.counters().skipped()).isEqualTo(2);
    }

    @Test
    void nothingIsTakenTwiceWhenTheAcknowledgementWasLost() {
        for (int i = 0; i < 10; i++) {
            bench.add(text("3EB" + i));
        }
        bench.run();
        bench.site.forgetAcknowledgements();

        RunRecord run = bench.run();

        assertThat(bench.items()).hasSize(10);
        assertThat(bench.originals()).hasSize(1);
        assertThat(run.sources()).isEmpty();
        assertThat(bench.site.acknowledged()).isEqualTo(10);
    }
}
