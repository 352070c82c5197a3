package dev.wharf.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.journal.SealedJournal;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class ArchiveWatchTest {
    @TempDir private Path folder;
    private final Set<String> open = new TreeSet<>();
    private Instant now = Instant.parse("2026-09-14T12:00:00Z");

    private final class Open implements Alerts {
        @Override
        public void raise(Alert alert) {
            open.add(alert.kind().name());
        }

        @Override
        public void clear(Alert.Kind kind, String subject) {
            open.remove(kind.name());
        }
    }

    private final class Moving extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private FileJournal journal() {
        return FileJournal.open(
                folder,
                ArchivePrivateKey.of(new MemoryKeyVault().current(KeyPurpose.CAPTURE)).publicKey(),
                new SecureRandom());
    }

    private void append(FileJournal journal) throws IOException {
        journal.append(
                new CaptureEnvelope(SourceKind.CLOUD_API, null, null, now, Map.of()),
                InputStream.nullInputStream());
    }

    @Test
    void anArchiveThatTakesNothingForAnHourIsTold() throws IOException {
        try (FileJournal journal = journal();
                SealedJournal sealed = journal.sealed()) {
            ArchiveWatch watch = new ArchiveWatch(journal, new Open(), new Moving());
            watch.tick();
            append(journal);
            append(journal);
            watch.tick();
            now = now.plus(Duration.ofMinutes(59));
            watch.tick();
            assertThat(open).isEmpty();

            now = now.plus(Duration.ofMinutes(2));
            watch.tick();
            assertThat(open).containsExactly("LAG");

            sealed.acknowledge(1);
            watch.tick();
            assertThat(open).isEmpty();
        }
    }

    @Test
    void aQuarantineThatGrowsIsToldAndOneThatIsEmptyIsOver() {
        try (FileJournal journal = journal()) {
            ArchiveWatch watch = new ArchiveWatch(journal, new Open(), new Moving());

            watch.quarantined(0);
            assertThat(open).isEmpty();
            watch.quarantined(3);
            assertThat(open).containsExactly("QUARANTINE");
            watch.quarantined(2);
            assertThat(open).containsExactly("QUARANTINE");
            watch.quarantined(0);
            assertThat(open).isEmpty();
        }
    }
}
