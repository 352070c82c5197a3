package dev.wharf.site.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.Secret;
import dev.wharf.site.account.Account;
import dev.wharf.site.credential.Credential;
import dev.wharf.site.http.Access;
import dev.wharf.site.testing.RecordedAlerts;
import dev.wharf.site.testing.TestSite;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.testkit.MemoryJournal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class UploadWatchTest {
    private static final String HELLO =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir private Path folder;
    private final RecordedAlerts alerts = new RecordedAlerts();
    private TestSite site;
    private UploadStore uploads;
    private Account ana;
    private Credential phone;
    private UploadWatch watch;

    @BeforeEach
    void open() {
        site = new TestSite(folder);
        ana = site.linked("ana", "+447700900001");
        Instant made = site.clock.instant();
        phone = new Credential("phone-ana", Access.UPLOADER, ana.id(), made, made, null);
        uploads =
                new UploadStore(
                        folder.resolve("uploads"),
                        new MemoryJournal(),
                        new RecordCipher(Secret.copyOf(new byte[32])),
                        new SecureRandom(),
                        site.clock);
        watch =
                new UploadWatch(
                        uploads,
                        () -> List.of(phone),
                        site.accounts::find,
                        alerts,
                        site.clock,
                        Duration.ofDays(3));
    }

    @AfterEach
    void close() {
        uploads.close();
        site.close();
    }

    private void tickAfter(Duration time) {
        site.clock.pass(time);
        alerts.raised.clear();
        alerts.cleared.clear();
        watch.tick();
    }

    private void handIn() throws IOException {
        UploadPlan plan =
                new UploadPlan(
                        "msgstore.db.crypt15",
                        SourceKind.ANDROID_BACKUP,
                        ana.id(),
                        Map.of(),
                        5,
                        new ContentDigest(HELLO));
        UploadOutcome begun = uploads.begin(phone.name(), plan, UploadLimits.UPLOADER);
        String id = ((UploadOutcome.Begun) begun).state().id();
        uploads.add(
                phone.name(),
                id,
                0,
                new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII)));
        uploads.complete(phone.name(), id);
    }

    @Test
    void aPhoneThatHandsNothingInIsMissedAndFoundAgain() throws IOException {
        tickAfter(Duration.ofDays(3));
        assertThat(alerts.raised).isEmpty();

        tickAfter(Duration.ofMinutes(1));
        assertThat(alerts.raised).extracting(Alert::subject).containsExactly("phone phone-ana");
        assertThat(alerts.raised).extracting(Alert::account).containsExactly(ana.id());

        handIn();
        tickAfter(Duration.ofDays(2));
        assertThat(alerts.raised).isEmpty();
        assertThat(alerts.cleared).containsExactly("SILENT phone phone-ana");

        tickAfter(Duration.ofDays(2));
        assertThat(alerts.kinds()).containsExactly(Alert.Kind.SILENT);
    }

    @Test
    void nobodyMissesAPhoneThatIsNotToHandInAnyMore() {
        phone =
                new Credential(
                        phone.name(),
                        phone.role(),
                        ana.id(),
                        phone.created(),
                        phone.changed(),
                        site.clock.instant());
        tickAfter(Duration.ofDays(9));
        assertThat(alerts.raised).isEmpty();

        phone =
                new Credential(
                        phone.name(),
                        phone.role(),
                        ana.id(),
                        phone.created(),
                        phone.changed(),
                        null);
        tickAfter(Duration.ofDays(1));
        assertThat(alerts.raised).hasSize(1);

        site.accounts.disable(ana.id(), "left", TestSite.ADMIN);
        tickAfter(Duration.ofDays(1));
        assertThat(alerts.raised).isEmpty();
        assertThat(alerts.cleared).hasSize(1);
    }
}
