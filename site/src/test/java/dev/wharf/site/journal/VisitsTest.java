package dev.wharf.site.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.CompanionFile;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Captures whose files come late.
class VisitsTest {
    private static final Instant NOON = Instant.parse("2026-09-14T12:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();

    private FileJournal open() {
        return FileJournal.open(
                home,
                ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                new SecureRandom(),
                new FileJournal.Options(4000, ChannelOpener.DISK));
    }

    private static CaptureEnvelope envelope() {
        return new CaptureEnvelope(
                SourceKind.CLOUD_API, "ana@firm.example", null, NOON, Map.of("hook", "main"));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long append(FileJournal journal, String body) throws IOException {
        return journal.append(envelope(), bytes(body)).id().sequence();
    }

    private static long awaiting(FileJournal journal, String body) throws IOException {
        return journal.appendAwaiting(envelope(), bytes(body)).id().sequence();
    }

    private static Companion fetched(FileJournal journal, String id, String content)
            throws IOException {
        SealedFile file = journal.seal(bytes(content));
        return new Companion.Fetched(id, file.id(), file.digest(), file.size());
    }

    private static String text(Feed feed, CaptureRecord record) throws IOException {
        try (CaptureBody body = feed.open(record);
                InputStream in = body.stream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String companion(Feed feed, CaptureRecord record, String id) throws IOException {
        try (CaptureBody body = feed.open(record);
                InputStream in = body.companion(id).orElseThrow().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Path> media() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("media"))) {
            return files.toList();
        }
    }

    private static List<Long> sequences(List<CaptureRecord> records) {
        return records.stream().map(record -> record.id().sequence()).toList();
    }

    @Test
    void anAwaitingCaptureIsPassedOverUntilItIsVisited() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            append(journal, "first");
            long photo = awaiting(journal, "photo");
            append(journal, "third");

            assertThat(sequences(feed.after(0, 10))).containsExactly(1L, 3L);
            journal.visit(photo, NOON, List.of(fetched(journal, "m1", "pixels")));
            List<CaptureRecord> late = feed.after(3, 10);

            assertThat(sequences(late)).containsExactly(4L);
            assertThat(text(feed, late.getFirst())).isEqualTo("photo");
            assertThat(companion(feed, late.getFirst(), "m1")).isEqualTo("pixels");
        }
    }

    @Test
    void aBodyListsTheFilesBesideIt() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            long photo = awaiting(journal, "photo");
            journal.visit(
                    photo,
                    NOON,
                    List.of(
                            fetched(journal, "m1", "pixels"),
                            new Companion.Missing("m2", "expired")));

            try (CaptureBody body = feed.open(feed.after(0, 10).getFirst())) {
                assertThat(body.companionFiles())
                        .containsExactly(new CompanionFile("m1", 6), new CompanionFile("m2", -1));
            }
        }
    }

    @Test
    void aVisitKeepsTheEnvelopeAndSaysWhatItIs() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            long photo = awaiting(journal, "photo");
            journal.visit(photo, LATER, List.of(new Companion.Missing("m1", "expired")));

            CaptureRecord shown = feed.after(0, 10).getFirst();

            assertThat(shown.envelope().receivedAt()).isEqualTo(NOON);
            assertThat(shown.envelope().account()).isEqualTo("ana@firm.example");
            assertThat(shown.envelope().options())
                    .containsEntry("hook", "main")
                    .containsEntry("visit-of", "1")
                    .containsKey("companions");
            try (CaptureBody body = feed.open(shown)) {
                assertThat(body.companion("m1")).isEmpty();
                assertThat(body.missing("m1")).contains("expired");
                assertThat(body.missing("m2")).isEmpty();
            }
        }
    }

    @Test
    void everyVisitIsReadAgainByAnotherReaderInTheSameOrder() throws IOException {
        List<CaptureRecord> first;
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            long one = awaiting(journal, "one");
            long two = awaiting(journal, "x".repeat(300_000));
            Companion early = fetched(journal, "a", "early");
            journal.visit(two, NOON, List.of(early, new Companion.Missing("b", "not yet")));
            journal.visit(one, NOON, List.of(new Companion.Missing("c", "gone")));
            journal.visit(two, NOON, List.of(early, fetched(journal, "b", "late")));
            first = feed.after(0, 10);
        }

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(feed.after(0, 10)).isEqualTo(first);
            assertThat(sequences(first)).containsExactly(3L, 4L, 5L);
            assertThat(text(feed, first.get(2))).hasSize(300_000);
            assertThat(companion(feed, first.get(2), "a")).isEqualTo("early");
            assertThat(companion(feed, first.get(2), "b")).isEqualTo("late");
            assertThat(companion(feed, first.get(0), "a")).isEqualTo("early");
        }
    }

    @Test
    void readingGoesOnBehindCapturesThatArePassedOver() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            List<Long> seen = new ArrayList<>();
            long last = 0;
            for (int round = 0; round < 5; round++) {
                append(journal, "said " + round);
                for (int i = 0; i < 300; i++) {
                    awaiting(journal, "photo " + i);
                }
                for (CaptureRecord record : feed.after(last, 10)) {
                    seen.add(record.id().sequence());
                }
                last = seen.getLast();
            }

            assertThat(seen).containsExactly(1L, 302L, 603L, 904L, 1205L);
        }
    }

    @Test
    void aFileThatNoVisitRefersToIsRemovedAtTheNextStart() throws IOException {
        try (FileJournal journal = open()) {
            long photo = awaiting(journal, "photo");
            journal.visit(photo, NOON, List.of(fetched(journal, "m1", "kept")));
            journal.seal(bytes("abandoned"));
            assertThat(media()).hasSize(2);
        }

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(media()).hasSize(1);
            assertThat(companion(feed, feed.after(0, 1).getFirst(), "m1")).isEqualTo("kept");
        }
    }

    @Test
    void aVisitOfBeforeACrashSettlesItsFilesAtTheNextStart() throws IOException {
        try (FileJournal journal = open()) {
            long photo = awaiting(journal, "photo");
            journal.visit(photo, NOON, List.of(fetched(journal, "m1", "kept")));
        }
        Path settled = media().getFirst();
        Files.move(settled, settled.resolveSibling(settled.getFileName() + ".part"));

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(media()).containsExactly(settled);
            assertThat(companion(feed, feed.after(0, 1).getFirst(), "m1")).isEqualTo("kept");
        }
    }

    @Test
    void whatIsStillAwaitedIsTold() throws IOException {
        try (FileJournal journal = open()) {
            append(journal, "text");
            awaiting(journal, "one");
            long two = awaiting(journal, "two");
            journal.visit(two, NOON, List.of());
            List<String> told = new ArrayList<>();

            journal.survey(
                    0,
                    new FileJournal.Survey() {
                        @Override
                        public void awaiting(long capture, Instant receivedAt) {
                            told.add("awaiting " + capture);
                        }

                        @Override
                        public void visited(long capture) {
                            told.add("visited " + capture);
                        }
                    });

            assertThat(told).containsExactly("awaiting 2", "awaiting 3", "visited 3");
        }
    }

    @Test
    void anAwaitingCaptureIsNeverPurged() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            awaiting(journal, "photo");
            for (int i = 0; i < 20; i++) {
                append(journal, "x".repeat(1000));
            }
            feed.acknowledge(21);

            journal.purge(LATER, _ -> true);
            journal.visit(1, NOON, List.of());

            assertThat(text(feed, feed.after(21, 1).getFirst())).isEqualTo("photo");
        }
    }

    @Test
    void aFileGoesWithTheLastVisitThatRefersToIt() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            long photo = awaiting(journal, "photo");
            Companion file = fetched(journal, "a", "pixels");
            journal.visit(photo, NOON, List.of(file, new Companion.Missing("b", "not yet")));
            journal.visit(photo, NOON, List.of(file, new Companion.Missing("b", "gone")));

            feed.acknowledge(2);
            journal.purge(LATER, _ -> true);
            assertThat(media()).hasSize(1);
            feed.acknowledge(3);
            journal.purge(LATER, _ -> true);

            assertThat(media()).isEmpty();
        }
    }
}
