package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.key.Secret;
import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Encrypted copies, as a whole: laid down plain, read, and gone afterwards.
class EncryptedBackupsTest {
    @TempDir Path temp;

    private Backup sample(String name) throws Exception {
        return new Backup(temp)
                .file("renamed.bin", Samples.require("phone/crypt").resolve(name))
                .with("status", "include")
                .owned();
    }

    private static Secret key(String name) throws Exception {
        return Secret.copyOf(Files.readAllBytes(Samples.require("phone/crypt").resolve(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "msgstore.db.crypt12, key",
        "msgstore.db.crypt14, key",
        "msgstore.db.crypt15, encrypted_backup.key"
    })
    void withItsKeyItIsReadAsThePlainOne(String file, String key) throws Exception {
        Secret passcode = Secret.copyOf("1234".getBytes(StandardCharsets.UTF_8));
        Secret right = key(key);
        Backup backup = sample(file).secrets(() -> List.of(passcode, right));

        SourceReport report = backup.report();

        SourceReport plain =
                new Backup(temp)
                        .file("msgstore.db", Samples.require("phone/crypt").resolve("msgstore.db"))
                        .with("status", "include")
                        .owned()
                        .report();
        assertThat(report.byKind()).isEqualTo(plain.byKind());
        assertThat(report.questions()).isEmpty();
        try (var left = Files.list(temp.resolve("working"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutAKeyOneIsAskedForAndNothingIsGiven() throws Exception {
        Backup backup = sample("msgstore.db.crypt15");

        assertThat(backup.isRecognised()).isTrue();
        assertThat(backup.report().questions())
                .extracting(SourceReport.Question::option)
                .containsExactly("--backup-key");
        assertThat(backup.events()).isEmpty();
    }

    @Test
    void aWrongKeyIsSaidToBeOne() throws Exception {
        Secret wrong = Secret.copyOf("ab".repeat(32).getBytes(StandardCharsets.UTF_8));
        Backup backup = sample("msgstore.db.crypt15").secrets(() -> List.of(wrong));

        assertThatThrownBy(backup::open)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("renamed.bin");
    }

    @Test
    void contactsThatCannotBeOpenedCostNamesOnly() throws Exception {
        Backup backup =
                new Backup(temp)
                        .database("msgstore.db", new Fixture().sent(100, 10, 0, "hi").statements())
                        .file(
                                "Backups/wa.db.crypt15",
                                Samples.require("phone/crypt").resolve("msgstore.db.crypt15"))
                        .owned();

        SourceReport report = backup.report();

        assertThat(report.byKind()).containsEntry(EventKind.MESSAGE, 1L);
        assertThat(report.warnings()).anyMatch(text -> text.contains("could not be opened"));
    }
}
