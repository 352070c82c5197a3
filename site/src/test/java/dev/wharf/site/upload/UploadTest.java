package dev.wharf.site.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.testkit.MemoryJournal;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class UploadTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OWNER = "scripts";

    @TempDir private Path folder;
    private final MemoryJournal journal = new MemoryJournal();
    private final RecordCipher site = new RecordCipher(Secret.copyOf(new byte[32]));
    private @Nullable UploadStore started;

    @AfterEach
    void close() {
        uploads().close();
    }

    private String begin(UploadPlan plan) {
        UploadOutcome outcome = uploads().begin(OWNER, plan, UploadLimits.NONE);
        assertThat(outcome).isInstanceOf(UploadOutcome.Begun.class);
        return ((UploadOutcome.Begun) outcome).state().id();
    }

    private UploadStore uploads() {
        UploadStore known = started;
        return known == null ? restart() : known;
    }

    /// As after a crash: nothing is closed.
    private UploadStore restart() {
        UploadStore fresh = start(folder);
        started = fresh;
        return fresh;
    }

    private UploadStore start(Path at) {
        return new UploadStore(
                at, journal, site, new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void howeverItIsCutAndInterruptedTheWholeIsCaptured(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] content = bytes(random, 1 + random.nextInt(1_500_000));
        String id = begin(plan(content, sha256(content)));
        long acknowledged = 0;
        while (acknowledged < content.length) {
            int length = (int) Math.min(content.length - acknowledged, random.nextInt(300_000));
            InputStream stretch = new ByteArrayInputStream(content, (int) acknowledged, length);
            acknowledged =
                    switch (random.nextInt(4)) {
                        case 0 -> brokenOff(id, acknowledged, stretch);
                        case 1 -> crash(random, id, acknowledged);
                        case 2 -> elsewhere(id, acknowledged, stretch);
                        default -> offset(uploads().add(OWNER, id, acknowledged, stretch));
                    };
        }

        UploadOutcome captured = uploads().complete(OWNER, id);

        assertThat(captured)
                .isEqualTo(
                        new UploadOutcome.Captured(
                                id, new Upload.Result(1, sha256(content), content.length)));
        assertThat(uploads().complete(OWNER, id)).isEqualTo(captured);
        crash(random, id, content.length);
        assertThat(uploads().complete(OWNER, id)).isEqualTo(captured);
        CaptureRecord record = journal.feed().after(0, 10).getFirst();
        assertThat(record.digest().sha256()).isEqualTo(sha256(content));
        assertThat(record.envelope().name()).isEqualTo("WhatsApp Chat with Zoë.zip");
        assertThat(record.envelope().receivedAt()).isEqualTo(NOW);
        assertThat(record.envelope().options()).containsEntry("zone", "Europe/Berlin");
    }

    /// Whole blocks that came before stay.
    private long brokenOff(String id, long at, InputStream stretch) {
        InputStream broken =
                new SequenceInputStream(
                        stretch,
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the sender is gone");
                            }

                            @Override
                            public int read(byte[] into, int from, int length) throws IOException {
                                throw new IOException("the sender is gone");
                            }
                        });
        assertThatThrownBy(() -> uploads().add(OWNER, id, at, broken))
                .hasMessage("the sender is gone");
        long offset = uploads().state(OWNER, id).offset();
        assertThat(offset).isGreaterThanOrEqualTo(at);
        return offset;
    }

    /// The process is killed while something is being written behind what was acknowledged.
    private long crash(Random random, String id, long acknowledged) throws IOException {
        Path content = folder.resolve(id).resolve("content");
        if (Files.exists(content)) {
            Files.write(content, bytes(random, random.nextInt(200)), StandardOpenOption.APPEND);
        }
        restart();
        assertThat(uploads().state(OWNER, id).offset()).isEqualTo(acknowledged);
        return acknowledged;
    }

    private long elsewhere(String id, long wanted, InputStream stretch) throws IOException {
        UploadOutcome refused = uploads().add(OWNER, id, wanted + 1, stretch);
        assertThat(refused).isInstanceOf(UploadOutcome.OtherOffset.class);
        assertThat(offset(refused)).isEqualTo(wanted);
        return wanted;
    }

    private static long offset(UploadOutcome outcome) {
        return switch (outcome) {
            case UploadOutcome.Begun begun -> begun.state().offset();
            case UploadOutcome.Done done -> done.state().offset();
            case UploadOutcome.OtherOffset other -> other.state().offset();
            case UploadOutcome.Captured _ -> throw new AssertionError("not yet");
        };
    }

    @Test
    void nothingLiesOnTheDiskInTheClear() throws Exception {
        byte[] content = "a secret word ".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        String id = begin(plan(content, null));
        uploads().add(OWNER, id, 0, new ByteArrayInputStream(content));

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("secret")
                        .doesNotContain("WhatsApp")
                        .doesNotContain(OWNER);
            }
        }
    }

    @Test
    void whatHasAnotherDigestIsNotCaptured() throws Exception {
        byte[] content = bytes(new Random(1), 100_000);
        String id = begin(plan(content, "0".repeat(64)));
        uploads().add(OWNER, id, 0, new ByteArrayInputStream(content));

        assertThatThrownBy(() -> uploads().complete(OWNER, id))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageContaining("Begin again");
        assertThat(journal.feed().after(0, 10)).isEmpty();
        assertMissing(() -> uploads().state(OWNER, id));
    }

    @Test
    void moreThanWasSaidIsRefused() {
        byte[] content = bytes(new Random(1), 100);
        String id = begin(plan(content, null));

        assertThatThrownBy(
                        () ->
                                uploads()
                                        .add(
                                                OWNER,
                                                id,
                                                0,
                                                new ByteArrayInputStream(
                                                        Arrays.copyOf(content, 101))))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void whatIsNotWholeIsNotCaptured() throws Exception {
        String id = begin(plan(new byte[10], null));
        uploads().add(OWNER, id, 0, new ByteArrayInputStream(new byte[9]));

        assertThat(uploads().complete(OWNER, id))
                .isEqualTo(new UploadOutcome.OtherOffset(new UploadOutcome.State(id, 9, 10)));
    }

    @Test
    void othersDoNotFindIt() {
        String id = begin(plan(new byte[10], null));

        assertMissing(() -> uploads().state("somebody else", id));
        assertMissing(() -> uploads().state(OWNER, "0".repeat(32)));
        assertMissing(() -> uploads().state(OWNER, "../../etc"));
    }

    @Test
    void whatNobodyTouchesExpires() throws Exception {
        String old = begin(plan(new byte[10], null));
        uploads().add(OWNER, old, 0, new ByteArrayInputStream(new byte[5]));
        String recent = begin(plan(new byte[10], null));
        touch(old, NOW.minus(Duration.ofDays(8)));
        touch(recent, NOW.minus(Duration.ofDays(6)));

        assertThat(uploads().expire(Duration.ofDays(7), Duration.ofDays(31))).isEqualTo(1);

        assertMissing(() -> uploads().state(OWNER, old));
        assertThat(uploads().state(OWNER, recent).offset()).isZero();
        assertThat(Files.exists(folder.resolve(old))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\\b", "a\u0000", "../a"})
    void aNameWithFoldersIsRefused(String name) {
        assertThatThrownBy(
                        () -> new UploadPlan(name, SourceKind.CHAT_EXPORT, null, Map.of(), 1, null))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("'name'");
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        UploadPlan plan = plan(new byte[7], "a".repeat(64));
        ObjectNode json = plan.json();

        assertThat(UploadPlan.of(json)).isEqualTo(plan);
        assertThatThrownBy(() -> UploadPlan.of(json.put("source", "FAX")))
                .hasMessageContaining("'source'");
        assertThatThrownBy(() -> UploadPlan.of(plan.json().put("sha256", "x")))
                .hasMessageContaining("'sha256'");
        assertThatThrownBy(() -> UploadPlan.of(plan.json().put("size", -1)))
                .hasMessageContaining("'size'");
    }

    private void touch(String id, Instant time) throws IOException {
        Path upload = folder.resolve(id);
        try (Stream<Path> files = Files.walk(upload)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    private static void assertMissing(ThrowingCallable ask) {
        assertThatThrownBy(ask)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private static UploadPlan plan(byte[] content, @Nullable String digest) {
        return new UploadPlan(
                "WhatsApp Chat with Zoë.zip",
                SourceKind.CHAT_EXPORT,
                "acct-1",
                Map.of("zone", "Europe/Berlin"),
                content.length,
                digest == null ? null : new ContentDigest(digest));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
