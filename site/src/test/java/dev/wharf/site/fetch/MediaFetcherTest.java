package dev.wharf.site.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.MediaSource;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class MediaFetcherTest {
    private static final Instant NOON = Instant.parse("2026-09-14T12:00:00Z");

    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();
    private final ScriptedSource source = new ScriptedSource();
    private final List<String> alerts = new ArrayList<>();
    private Instant now = NOON;
    private FileJournal journal;
    private SiteDatabase database;
    private MediaFetcher fetcher;
    private Feed feed;

    @BeforeEach
    void open() {
        journal =
                FileJournal.open(
                        home,
                        ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                        new SecureRandom());
        database = SiteDatabase.open(home);
        fetcher =
                new MediaFetcher(
                        journal,
                        database,
                        origin -> origin.equals("main") ? Optional.of(source) : Optional.empty(),
                        new Told(),
                        new Moving(),
                        FetchPolicy.DEFAULT,
                        1_000_000);
        fetcher.recover();
        feed = journal.feed(vault);
    }

    @AfterEach
    void close() {
        feed.close();
        database.close();
        journal.close();
    }

    private void reopen() {
        close();
        open();
    }

    /// A source that does what it is told, one answer after the other.
    private static final class ScriptedSource implements MediaSource {
        final Map<String, List<Object>> answers = new HashMap<>();
        final List<String> fetched = new ArrayList<>();

        void answer(String media, Object... with) {
            answers.put(media, new ArrayList<>(List.of(with)));
        }

        @Override
        public InputStream open(MediaNeed need) throws IOException {
            List<Object> left = answers.getOrDefault(need.mediaId(), List.of());
            Object next = left.size() > 1 ? left.removeFirst() : left.getFirst();
            return switch (next) {
                case WharfException failure -> throw new WharfException(failure.code(), "as told");
                case IOException broken -> throw new IOException(broken);
                default -> bytes(next.toString());
            };
        }

        @Override
        public void fetched(MediaNeed need) {
            fetched.add(need.mediaId());
        }
    }

    private final class Told implements Alerts {
        @Override
        public void raise(Alert alert) {
            alerts.add("raised " + alert.kind() + " " + alert.subject());
        }

        @Override
        public void clear(Alert.Kind kind, String subject) {
            alerts.add("cleared " + kind + " " + subject);
        }
    }

    private final class Moving extends Clock {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static WharfException failure(ErrorCode code) {
        return new WharfException(code, "as told");
    }

    private static MediaNeed need(String media) {
        return new MediaNeed(media, "555", null, null, -1);
    }

    private long awaiting(MediaNeed... needs) {
        try {
            CaptureEnvelope envelope =
                    new CaptureEnvelope(SourceKind.CLOUD_API, "ana", null, now, Map.of());
            long capture = journal.appendAwaiting(envelope, bytes("photo")).id().sequence();
            fetcher.await(capture, "main", List.of(needs));
            return capture;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Lets the time pass, doing what is due whenever something is.
    private void pass(Duration time) {
        Instant until = now.plus(time);
        work();
        for (Instant next = fetcher.nextDue();
                next != null && !next.isAfter(until);
                next = fetcher.nextDue()) {
            now = next;
            work();
        }
        now = until;
        work();
    }

    private void work() {
        fetcher.due(100).forEach(fetcher::work);
    }

    private List<CaptureRecord> shown() {
        return feed.after(0, 100);
    }

    private String companion(CaptureRecord record, String media) {
        try (CaptureBody body = feed.open(record)) {
            var opener = body.companion(media);
            if (opener.isEmpty()) {
                return "missing: " + body.missing(media).orElse("?");
            }
            try (InputStream in = opener.get().open()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(home.resolve("media"))) {
            return files.toList();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void aMessageIsShownWithItsFilesOnceTheyAreThere() {
        source.answer("a", "pixels");
        source.answer("b", failure(ErrorCode.SOURCE_UNAVAILABLE), "sound");
        awaiting(need("a"), need("b"));

        work();
        assertThat(shown()).isEmpty();
        pass(Duration.ofSeconds(3));

        assertThat(shown()).hasSize(1);
        assertThat(companion(shown().getFirst(), "a")).isEqualTo("pixels");
        assertThat(companion(shown().getFirst(), "b")).isEqualTo("sound");
        assertThat(source.fetched).containsExactlyInAnyOrder("a", "b");
        assertThat(fetcher.backlog()).isZero();
        assertThat(alerts).isEmpty();
    }

    @Test
    void aMessageDoesNotWaitLongForAFileAndIsShownAgainWithIt() {
        source.answer(
                "a",
                failure(ErrorCode.SOURCE_UNAVAILABLE),
                new IOException(),
                failure(ErrorCode.SOURCE_REFUSED),
                "pixels");
        awaiting(need("a"));

        pass(Duration.ofSeconds(30));
        assertThat(shown()).hasSize(1);
        assertThat(companion(shown().getFirst(), "a"))
                .isEqualTo("missing: as told; it is tried again and will complete this message");
        assertThat(alerts).containsExactly("raised MEDIA main");
        pass(Duration.ofMinutes(2));

        assertThat(shown()).hasSize(2);
        assertThat(companion(shown().getLast(), "a")).isEqualTo("pixels");
        assertThat(alerts).containsExactly("raised MEDIA main", "cleared MEDIA main");
    }

    @Test
    void whatIsGoneIsSaidToBeGoneAtOnce() {
        source.answer("a", failure(ErrorCode.SOURCE_GONE));
        awaiting(need("a"));

        work();

        assertThat(companion(shown().getFirst(), "a")).isEqualTo("missing: as told");
        assertThat(fetcher.nextDue()).isNull();
    }

    @Test
    void whatCannotBeHadForSevenDaysIsGivenUpWithTheReason() {
        source.answer("a", failure(ErrorCode.SOURCE_UNAVAILABLE));
        awaiting(need("a"));

        pass(Duration.ofDays(8));

        assertThat(fetcher.nextDue()).isNull();
        assertThat(fetcher.backlog()).isZero();
        assertThat(shown()).hasSize(1);
    }

    @Test
    void whatIsNotWhatWasAnnouncedIsNotTaken() {
        source.answer("a", "pixels");
        source.answer("b", "pixels");
        ContentDigest other = new ContentDigest("0".repeat(64));
        awaiting(
                new MediaNeed("a", "555", null, other, -1),
                new MediaNeed("b", "555", null, null, 7));

        pass(Duration.ofMinutes(1));

        assertThat(companion(shown().getFirst(), "a")).startsWith("missing: what came is not");
        assertThat(companion(shown().getFirst(), "b")).contains("6 bytes instead of 7");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsNotTaken() {
        source.answer("a", "x".repeat(1_000_001));
        awaiting(need("a"));

        work();

        assertThat(companion(shown().getFirst(), "a")).contains("larger than the 1000000 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void afterACrashBetweenTwoFilesBothAreFetchedAgain() {
        source.answer("a", "pixels");
        source.answer("b", failure(ErrorCode.SOURCE_UNAVAILABLE), "sound");
        awaiting(need("a"), need("b"));
        work();

        reopen();
        pass(Duration.ofSeconds(30));

        assertThat(shown()).hasSize(1);
        assertThat(companion(shown().getFirst(), "a")).isEqualTo("pixels");
        assertThat(companion(shown().getFirst(), "b")).isEqualTo("sound");
        assertThat(files()).hasSize(2);
    }

    @Test
    void aCaptureThatACrashLeftWithoutTasksIsShownAtTheNextStart() throws IOException {
        CaptureEnvelope envelope =
                new CaptureEnvelope(SourceKind.CLOUD_API, "ana", null, now, Map.of());
        journal.appendAwaiting(envelope, bytes("photo"));
        source.answer("a", failure(ErrorCode.SOURCE_UNAVAILABLE));
        awaiting(need("a"));

        reopen();

        assertThat(shown()).hasSize(1);
        assertThat(shown().getFirst().envelope().options()).containsEntry("visit-of", "1");
        reopen();
        assertThat(shown()).hasSize(1);
    }

    @Test
    void aSourceThatIsNotConfiguredIsTriedAgain() {
        long capture = awaiting();
        fetcher.await(capture, "another", List.of(need("a")));

        pass(Duration.ofMinutes(1));

        assertThat(companion(shown().getFirst(), "a")).contains("'another' is not configured");
        assertThat(fetcher.backlog()).isEqualTo(1);
    }

    @Test
    void whatIsDoneWithIsForgotten() {
        source.answer("a", "pixels");
        source.answer("b", failure(ErrorCode.SOURCE_UNAVAILABLE));
        awaiting(need("a"));
        awaiting(need("b"));
        work();

        now = now.plus(Duration.ofDays(2));
        fetcher.forget(Duration.ofDays(1));

        assertThat(database.read(FetchRepository::captures)).containsExactly(2L);
    }
}
