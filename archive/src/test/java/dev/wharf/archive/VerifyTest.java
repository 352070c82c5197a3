package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.wharf.archive.VerifyReport.Finding;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Verification names what was touched, wherever it was touched.
class VerifyTest {
    @TempDir Path folder;
    private TestHome home;

    @BeforeEach
    void tell() throws IOException {
        home = new TestHome(folder);
        try (Archive archive = home.open()) {
            Story.tell(archive);
        }
    }

    @Test
    void aWholeArchiveIsClean() {
        VerifyReport report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.items()).isEqualTo(8);
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.groups()).isEqualTo(Story.CHAPTERS);
        assertThat(report.contents()).isPositive();
    }

    @Test
    void itemsAndPacksThatAreAddedMeanwhileAreNoDamage() {
        TestHome busy = new TestHome(folder.resolve("busy"));
        try (Archive archive = Archive.open(busy.path, busy.setup().packBytes(1000))) {
            archive.commit(List.of(SampleItems.text(1, SampleItems.BOTH)));
            archive.commit(List.of(SampleItems.text(2, SampleItems.BOTH)));

            VerifyReport report = archive.verify(new Committing(archive));

            assertThat(report.findings()).isEmpty();
            assertThat(report.items()).isEqualTo(2);
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    /// Adds items at every step of somebody else's work.
    private static final class Committing implements Progress {
        private final Archive archive;
        private int next = 3;

        Committing(Archive archive) {
            this.archive = archive;
        }

        @Override
        public void begin(String what, long total, String unit) {
            advance(0);
        }

        @Override
        public void advance(long amount) {
            for (int i = 0; i < 6; i++) {
                archive.commit(List.of(SampleItems.text(next++, SampleItems.BOTH)));
            }
        }

        @Override
        public void end() {
            advance(0);
        }
    }

    @Test
    void everyFlippedByteOfAPackIsFound() throws IOException {
        Path pack = home.files.packs().resolve("000001.pack");
        byte[] whole = Files.readAllBytes(pack);

        for (int at = 0; at < whole.length; at += 1 + whole.length / 60) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 4;
            Files.write(pack, bytes);

            assertThat(verify().findings()).as("byte %d", at).isNotEmpty();
        }
    }

    @Test
    void aFlippedBodyIsFoundByItsItem() throws IOException {
        Path pack = home.files.packs().resolve("000001.pack");
        byte[] bytes = Files.readAllBytes(pack);
        // The last body of the last group belongs to item 32.
        bytes[bytes.length - 20] ^= 1;
        Files.write(pack, bytes);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .contains(
                        tuple(Finding.Kind.ITEM, SampleItems.id(SampleItems.CHAT, 32).toString()));
    }

    @Test
    void aPackCutShortIsFoundAndRefusesWrites() throws IOException {
        Path pack = home.files.packs().resolve("000001.pack");
        byte[] bytes = Files.readAllBytes(pack);
        Files.write(pack, Arrays.copyOf(bytes, bytes.length - 10));

        assertThat(verify().findings()).extracting(Finding::kind).contains(Finding.Kind.PACK);
        try (Archive archive = home.open()) {
            assertThatThrownBy(() -> Story.tell(archive, 8))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            failure ->
                                    assertThat(failure.code())
                                            .isEqualTo(ErrorCode.STORAGE_CORRUPT));
            assertThat(archive.open(archive.row(1).orElseThrow())).isNotNull();
        }
    }

    @Test
    void aMissingPackIsFound() throws IOException {
        Files.delete(home.files.packs().resolve("000001.pack"));

        assertThat(verify().findings()).extracting(Finding::kind).contains(Finding.Kind.PACK);
    }

    @Test
    void everyFlippedByteOfContentIsFound() throws IOException {
        try (Stream<Path> blobs = Files.walk(home.files.blobs())) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                byte[] whole = Files.readAllBytes(blob);
                byte[] bytes = whole.clone();
                bytes[whole.length / 2] ^= 1;
                Files.write(blob, bytes);

                assertThat(verify().findings())
                        .extracting(Finding::kind)
                        .containsOnly(Finding.Kind.CONTENT);
                Files.write(blob, whole);
            }
        }
    }

    @Test
    void missingContentIsFound() throws IOException {
        try (Stream<Path> blobs = Files.walk(home.files.blobs())) {
            Files.delete(blobs.filter(Files::isRegularFile).findFirst().orElseThrow());
        }

        assertThat(verify().findings())
                .extracting(Finding::kind)
                .containsOnly(Finding.Kind.CONTENT);
    }

    @Test
    void aDamagedKeyIsFoundByItsItem() throws IOException {
        Path slots = home.files.keys().resolve("items-000001.slots");
        byte[] bytes = Files.readAllBytes(slots);
        bytes[KeySlot.BYTES * 2 + 30] ^= 1;
        Files.write(slots, bytes);

        assertThat(verify().findings())
                .extracting(Finding::subject)
                .containsExactly(SampleItems.id(SampleItems.CHAT, 1).toString());
    }

    @Test
    void aLostKeyIsFoundByItsItem() throws IOException {
        Path slots = home.files.keys().resolve("items-000001.slots");
        byte[] bytes = Files.readAllBytes(slots);
        Arrays.fill(bytes, KeySlot.BYTES * 3, KeySlot.BYTES * 4, (byte) 0);
        Files.write(slots, bytes);

        assertThat(verify().findings())
                .containsExactly(
                        new Finding(
                                Finding.Kind.KEY,
                                SampleItems.id(SampleItems.CHAT, 2).toString(),
                                "its key is missing"));
    }

    @Test
    void aChangedRowIsFound() throws SQLException {
        change("UPDATE item SET second = second + 1 WHERE sequence = 2");

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(
                        tuple(
                                Finding.Kind.CATALOG,
                                SampleItems.id(SampleItems.CHAT, 1).toString()));
    }

    @Test
    void aMissingRowIsFound() throws SQLException {
        change("DELETE FROM item WHERE sequence = 3");

        assertThat(verify().findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.CATALOG);
    }

    @Test
    void aGroupThatOnlyTheLedgerKnowsIsFound() {
        home.ledger.append(
                Act.of(
                                ActKind.COMMIT,
                                Subject.of(Subject.Type.GROUP, "11"),
                                Story.OFFICER,
                                TestHome.NOW)
                        .withDigests(null, SampleItems.digest(1)));

        assertThat(verify().findings()).extracting(Finding::kind).containsOnly(Finding.Kind.LEDGER);
    }

    @Test
    void aKeyThatCameBackIsDestroyedAgain() throws IOException {
        Path slots = home.files.keys().resolve("items-000001.slots");
        byte[] bytes = Files.readAllBytes(slots);
        bytes[KeySlot.BYTES * 5] = KeySlot.LIVE;
        Files.write(slots, bytes);

        assertThat(verify().findings()).isEmpty();
        assertThat(Files.readAllBytes(slots)[KeySlot.BYTES * 5])
                .isEqualTo((byte) KeySlot.DESTROYED);
    }

    private VerifyReport verify() {
        try (Archive archive = home.open()) {
            return archive.verify(Progress.NONE);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + home.files.catalog());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
