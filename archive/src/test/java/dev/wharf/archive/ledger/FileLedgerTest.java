package dev.wharf.archive.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.LedgerReport.Finding;
import dev.wharf.core.ledger.Subject;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.testkit.FaultyChannel;
import dev.wharf.testkit.LedgerContract;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class FileLedgerTest implements LedgerContract {
    private static final int ENTRIES = 9;

    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();

    private FileLedger open() {
        return FileLedger.open(home, vault, Clock.systemUTC(), new SecureRandom());
    }

    @Override
    public Ledger ledger() {
        return open();
    }

    private static Act act(int number) {
        return Act.of(
                        ActKind.SEARCH,
                        Subject.ARCHIVE,
                        Actor.user("clerk-canary", "desk"),
                        Instant.parse("2026-03-01T10:00:00Z"))
                .with("query", "query-canary " + number);
    }

    /// Nine entries, the head signed at the end.
    private void fill() {
        try (FileLedger ledger = open()) {
            for (int i = 1; i <= ENTRIES; i++) {
                ledger.append(act(i));
            }
        }
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("entries"))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private LedgerReport verify(LedgerHead... anchors) {
        try (FileLedger ledger = open()) {
            return ledger.verify(List.of(anchors));
        }
    }

    @Test
    void aReopenedLedgerGoesOn() {
        LedgerHead before;
        try (FileLedger ledger = open()) {
            for (int i = 1; i <= 5; i++) {
                ledger.append(act(i));
            }
            before = ledger.head();
        }

        try (FileLedger ledger = open()) {
            assertThat(ledger.head()).isEqualTo(before);
            LedgerEntry sixth = ledger.append(act(6));

            assertThat(sixth.sequence()).isEqualTo(6);
            assertThat(ledger.verify(List.of(before)).findings()).isEmpty();
        }
    }

    @Test
    void withoutItsCheckpointALedgerIsReadWhole() throws IOException {
        fill();
        LedgerHead head = verify().head();

        Files.delete(home.resolve("checkpoint"));
        try (FileLedger ledger = open()) {
            assertThat(ledger.head()).isEqualTo(head);
        }
        byte[] damaged = Files.readAllBytes(home.resolve("checkpoint"));
        damaged[20] ^= 1;
        Files.write(home.resolve("checkpoint"), damaged);
        try (FileLedger ledger = open()) {
            assertThat(ledger.head()).isEqualTo(head);
        }
    }

    @Test
    void whatEntriesSayIsNotOnTheDiskInTheClear() throws IOException {
        fill();

        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(2)
                    .allSatisfy(
                            file ->
                                    assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                                            .doesNotContain("canary"));
        }
    }

    @Test
    void equalActsHaveDifferentLeaves() {
        try (FileLedger ledger = open();
                FileLedger other =
                        FileLedger.open(
                                home.resolve("other"),
                                vault,
                                Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC),
                                new SecureRandom())) {
            assertThat(ledger.append(act(1)).leaf()).isNotEqualTo(other.append(act(1)).leaf());
        }
    }

    @Test
    void anyFlippedBitOfAnEntryIsFoundAndNamed() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(segment());
        for (int at = 100; at < whole.length; at += 101) {
            byte[] changed = whole.clone();
            changed[at] ^= 2;
            Files.write(segment(), changed);

            LedgerReport report = verify();

            assertThat(report.findings()).as("flip at %d", at).isNotEmpty();
            assertThat(report.findings().getFirst().sequence()).isBetween(1L, (long) ENTRIES);
            assertThat(report.findings().getFirst().message()).contains("entry ");
        }
    }

    @Test
    void aCutTailIsFoundByTheSignedHead() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(segment());
        Files.write(segment(), Arrays.copyOf(whole, whole.length - 600));
        Files.delete(home.resolve("checkpoint"));

        assertThat(verify().findings())
                .isNotEmpty()
                .allSatisfy(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(Finding.Kind.TRUNCATED);
                            assertThat(finding.sequence()).isBetween(7L, 9L);
                            assertThat(finding.message()).contains("vouches for 9");
                        });
    }

    @Test
    void aCutTailWithItsHeadsIsFoundByAnAnchor() throws IOException {
        fill();
        LedgerHead anchor = verify().head();
        byte[] whole = Files.readAllBytes(segment());
        Files.write(segment(), Arrays.copyOf(whole, whole.length - 600));
        Files.delete(home.resolve("checkpoint"));
        Files.delete(home.resolve("heads"));

        assertThat(verify(anchor).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.TRUNCATED);
    }

    @Test
    void entriesThatChangedPlacesAreFound() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(segment());
        int headers = 2 * (40 + 1);
        int length = (whole.length - headers) / ENTRIES;
        byte[] changed = whole.clone();
        System.arraycopy(whole, headers + length, changed, headers, length);
        System.arraycopy(whole, headers, changed, headers + length, length);
        Files.write(segment(), changed);

        assertThat(verify().findings()).isNotEmpty();
    }

    @Test
    void aLedgerWrittenAnewIsFound() throws IOException {
        fill();
        LedgerHead anchor = verify().head();
        try (Stream<Path> files = Files.list(home.resolve("entries"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(home.resolve("checkpoint"));
        byte[] heads = Files.readAllBytes(home.resolve("heads"));
        Files.delete(home.resolve("heads"));
        fill();

        assertThat(verify(anchor).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.REWRITTEN);

        Files.write(home.resolve("heads"), heads);
        assertThat(verify().findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.REWRITTEN);
    }

    @Test
    void aForgedHeadIsFound() throws IOException {
        fill();
        String heads = Files.readString(home.resolve("heads"));
        Files.writeString(home.resolve("heads"), heads.replaceFirst("head/1 9 ", "head/1 8 "));

        assertThat(verify().findings())
                .extracting(Finding::kind)
                .contains(Finding.Kind.BAD_SIGNATURE);
    }

    @Test
    void halfALineOfSignedHeadsIsCut() throws IOException {
        fill();
        Files.writeString(
                home.resolve("heads"),
                Files.readString(home.resolve("heads")) + "wharf-ledger-head/1 9 ab");

        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void afterRotationOldEntriesAndSignaturesStillHold() {
        fill();
        vault.rotate(KeyPurpose.LEDGER_TEXT);
        vault.rotate(KeyPurpose.LEDGER_SIGNING);
        fill();

        LedgerReport report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.head().size()).isEqualTo(2 * ENTRIES);
        assertThat(report.signedHeads()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void afterAThousandEntriesTheHeadIsSigned() {
        try (FileLedger ledger = open()) {
            for (int i = 0; i < 1000; i++) {
                ledger.appendBuffered(act(i));
            }
            ledger.sync();

            assertThat(ledger.verify().signedHeads()).isEqualTo(1);
        }
    }

    @Test
    void afterAFailedForceNothingIsAppended() {
        FaultyChannel.Faults disk = new FaultyChannel.Faults();
        FileLedger ledger =
                FileLedger.open(
                        home,
                        vault,
                        Clock.systemUTC(),
                        new SecureRandom(),
                        file -> new FaultyChannel(ChannelOpener.DISK.open(file), disk));
        ledger.append(act(1));
        disk.failNextForce();

        assertThatThrownBy(() -> ledger.append(act(2))).isInstanceOf(WharfException.class);
        assertThatThrownBy(() -> ledger.append(act(3))).isInstanceOf(WharfException.class);
        assertThatThrownBy(ledger::close).isInstanceOf(WharfException.class);

        try (FileLedger reopened = open()) {
            reopened.append(act(4));
            assertThat(reopened.verify().clean()).isTrue();
        }
    }
}
