package dev.wharf.site.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.testkit.MemoryJournal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What is begun again: a client that forgot, was interrupted, or is not the only one.
class UploadAgainTest {
    private static final byte[] CONTENT =
            "every message there is".getBytes(StandardCharsets.US_ASCII);
    private static final String PHONE = "phone-ana";

    @TempDir private Path folder;
    private final MemoryJournal journal = new MemoryJournal();
    private final RecordCipher site = new RecordCipher(Secret.copyOf(new byte[32]));
    private Instant now = Instant.now();
    private @Nullable UploadStore store;

    @AfterEach
    void close() {
        uploads().close();
    }

    private UploadStore uploads() {
        UploadStore known = store;
        return known == null ? restart() : known;
    }

    /// As after a crash: nothing is closed.
    private UploadStore restart() {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
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
                };
        UploadStore fresh = new UploadStore(folder, journal, site, new SecureRandom(), clock);
        store = fresh;
        return fresh;
    }

    @Test
    void whatIsCapturedIsAnsweredWithItsRecordAndNotStoredTwice() throws Exception {
        UploadOutcome captured = handIn(PHONE, backup("msgstore.db.crypt15"));

        assertThat(begin(PHONE, backup("msgstore.db.crypt15"))).isEqualTo(captured);
        assertThat(begin(PHONE, backup("msgstore-2026-11-27.1.db.crypt15"))).isEqualTo(captured);
        restart();
        assertThat(begin(PHONE, backup("msgstore.db.crypt15"))).isEqualTo(captured);
        assertThat(begin("ana's new phone", backup("msgstore.db.crypt15"))).isEqualTo(captured);
        assertThat(journal.feed().after(0, 10)).hasSize(1);
    }

    @Test
    void whatIsUnderWayGoesOnWhereItWas() throws Exception {
        String id = id(begin(PHONE, backup("a")));
        uploads().add(PHONE, id, 0, new ByteArrayInputStream(CONTENT, 0, 9));

        UploadOutcome again =
                new UploadOutcome.Done(new UploadOutcome.State(id, 9, CONTENT.length));
        assertThat(begin(PHONE, backup("a"))).isEqualTo(again);
        restart();
        assertThat(begin(PHONE, backup("a"))).isEqualTo(again);
        assertThat(begin("somebody else", backup("a"))).isInstanceOf(UploadOutcome.Begun.class);
    }

    @Test
    void anythingElseIsAnotherUpload() throws Exception {
        handIn(PHONE, backup("a"));
        handIn(PHONE, export("a", Map.of()));

        for (UploadPlan other :
                List.of(
                        plan("a", SourceKind.ANDROID_BACKUP, "a2", Map.of(), sha256(CONTENT)),
                        plan("a", SourceKind.ANDROID_BACKUP, "a1", Map.of(), "0".repeat(64)),
                        plan("a", SourceKind.ANDROID_BACKUP, "a1", Map.of(), null),
                        export("b", Map.of()),
                        export("a", Map.of("zone", "Europe/Berlin")))) {
            assertThat(begin(PHONE, other)).isInstanceOf(UploadOutcome.Begun.class);
        }
    }

    @Test
    void whatWasFoundToBeOtherContentIsForgotten() throws Exception {
        UploadPlan wrong = plan("a", SourceKind.ANDROID_BACKUP, "a1", Map.of(), "0".repeat(64));
        String id = id(begin(PHONE, wrong));
        uploads().add(PHONE, id, 0, new ByteArrayInputStream(CONTENT));
        assertThatThrownBy(() -> uploads().complete(PHONE, id)).isInstanceOf(WharfException.class);

        assertThat(id(begin(PHONE, wrong))).isNotEqualTo(id);
    }

    @Test
    void aCaptureIsKnownLongerThanAnUnfinishedUploadWaits() throws Exception {
        UploadOutcome captured = handIn(PHONE, backup("a"));
        String unfinished = id(begin(PHONE, export("a", Map.of())));
        age(Duration.ofDays(8));

        assertThat(uploads().expire(Duration.ofDays(7), Duration.ofDays(31))).isEqualTo(1);
        assertThat(begin(PHONE, backup("a"))).isEqualTo(captured);
        assertThat(id(begin(PHONE, export("a", Map.of())))).isNotEqualTo(unfinished);
        age(Duration.ofDays(32));
        assertThat(uploads().expire(Duration.ofDays(7), Duration.ofDays(31))).isEqualTo(2);
        assertThat(begin(PHONE, backup("a"))).isInstanceOf(UploadOutcome.Begun.class);
    }

    @Test
    void aCredentialBeginsSoMuchAndNoMore() throws Exception {
        UploadLimits limits = new UploadLimits(2, 4, 1000);
        begin(PHONE, sized(100), limits);
        begin(PHONE, sized(101), limits);

        assertRefused(sized(102), limits, "not finished");
        assertThat(begin(PHONE, sized(100), limits)).isInstanceOf(UploadOutcome.Done.class);
        assertThat(begin("somebody else", sized(102), limits))
                .isInstanceOf(UploadOutcome.Begun.class);
        UploadLimits more = new UploadLimits(9, 4, 1000);
        assertRefused(sized(800), more, "1000 bytes");
        begin(PHONE, sized(103), more);
        begin(PHONE, sized(104), more);
        assertRefused(sized(105), more, "within a day");
        now = now.plus(Duration.ofHours(25));
        assertThat(begin(PHONE, sized(800), more)).isInstanceOf(UploadOutcome.Begun.class);
    }

    private void assertRefused(UploadPlan plan, UploadLimits limits, String why) {
        assertThatThrownBy(() -> begin(PHONE, plan, limits))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                .hasMessageContaining(why);
    }

    private UploadOutcome handIn(String owner, UploadPlan plan) throws IOException {
        String id = id(begin(owner, plan));
        uploads().add(owner, id, 0, new ByteArrayInputStream(CONTENT));
        UploadOutcome captured = uploads().complete(owner, id);
        assertThat(captured).isInstanceOf(UploadOutcome.Captured.class);
        return captured;
    }

    private UploadOutcome begin(String owner, UploadPlan plan) {
        return begin(owner, plan, UploadLimits.NONE);
    }

    private UploadOutcome begin(String owner, UploadPlan plan, UploadLimits limits) {
        return uploads().begin(owner, plan, limits);
    }

    private static String id(UploadOutcome outcome) {
        return ((UploadOutcome.Begun) outcome).state().id();
    }

    private void age(Duration time) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(now.minus(time)));
            }
        }
    }

    private static UploadPlan backup(String name) throws Exception {
        return plan(name, SourceKind.ANDROID_BACKUP, "a1", Map.of(), sha256(CONTENT));
    }

    private static UploadPlan export(String name, Map<String, String> options) throws Exception {
        return plan(name, SourceKind.CHAT_EXPORT, "a1", options, sha256(CONTENT));
    }

    private static UploadPlan sized(long size) {
        return new UploadPlan(
                "a",
                SourceKind.ANDROID_BACKUP,
                "a1",
                Map.of(),
                size,
                new ContentDigest("%064x".formatted(size)));
    }

    private static UploadPlan plan(
            String name,
            SourceKind source,
            String account,
            Map<String, String> options,
            @Nullable String digest) {
        return new UploadPlan(
                name,
                source,
                account,
                options,
                CONTENT.length,
                digest == null ? null : new ContentDigest(digest));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
