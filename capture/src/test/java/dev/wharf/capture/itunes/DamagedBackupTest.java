package dev.wharf.capture.itunes;

import static dev.wharf.capture.itunes.BackupFixture.FILES;
import static dev.wharf.capture.itunes.BackupFixture.PASSCODE;
import static dev.wharf.capture.itunes.BackupFixture.PHOTO;
import static dev.wharf.capture.itunes.BackupFixture.all;
import static dev.wharf.capture.itunes.BackupFixture.blob;
import static dev.wharf.capture.itunes.BackupFixture.filled;
import static dev.wharf.capture.itunes.BackupFixture.refused;
import static dev.wharf.capture.itunes.BackupFixture.utf8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.file.DamagedEntryException;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Each damage of a backup has its own diagnosis, and what is not damaged is read.
class DamagedBackupTest {
    @TempDir Path temp;
    private Path phone;

    @BeforeEach
    void folder() {
        phone = temp.resolve("00008030-001");
    }

    private void plain() throws IOException {
        filled(ItunesBackupBuilder.plain()).writeTo(phone);
    }

    private void encrypted() throws IOException {
        filled(ItunesBackupBuilder.encrypted(PASSCODE)).writeTo(phone);
    }

    private static Map<String, String> otherwise(String path, String content) {
        Map<String, String> files = new HashMap<>(FILES);
        files.put(path, content);
        return files;
    }

    private Map<String, String> read(String... passcodes) throws IOException {
        try (HandedBackup handed = HandedBackup.open(phone, passcodes)) {
            return handed.read(ItunesBackup.WHATSAPP);
        }
    }

    private void cut(Path file, int size) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size));
    }

    @Test
    void aMissingFileIsNamedAndTheOthersAreRead() throws Exception {
        plain();
        Files.delete(blob(phone, ItunesBackup.WHATSAPP, PHOTO));

        assertThat(read()).isEqualTo(otherwise(PHOTO, Blobs.MISSING));
    }

    @Test
    void aMissingFileOfAnEncryptedBackupIsNamed() throws Exception {
        encrypted();
        Files.delete(blob(phone, ItunesBackup.WHATSAPP, PHOTO));
        Files.delete(blob(phone, ItunesBackup.WHATSAPP, "empty"));

        assertThat(read(PASSCODE)).isEqualTo(otherwise(PHOTO, Blobs.MISSING));
    }

    @Test
    void aFileThatIsCutCanBeReadAsFarAsItGoes() throws Exception {
        plain();
        cut(blob(phone, ItunesBackup.WHATSAPP, PHOTO), 7);

        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(file(handed, PHOTO))
                    .satisfies(
                            file -> {
                                assertThat(file.problem())
                                        .isEqualTo(
                                                "it breaks off in the backup: 7 of its 16 bytes are there");
                                assertThat(HandedBackup.bytes(file)).isEqualTo(utf8("sixteen"));
                            });
        }
    }

    private static BackupFile file(HandedBackup handed, String path) throws IOException {
        return handed.backup.files(ItunesBackup.WHATSAPP).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEncryptedFileThatIsCutSaysSoAndEndsWithAFailure() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE))
                .file(ItunesBackup.WHATSAPP, "long", new byte[100])
                .writeTo(phone);
        cut(blob(phone, ItunesBackup.WHATSAPP, "long"), 70);

        try (HandedBackup handed = HandedBackup.open(phone, PASSCODE)) {
            BackupFile file = file(handed, "long");
            assertThat(file.problem())
                    .isEqualTo("it breaks off in the backup: 70 of its 100 bytes are there");
            try (var in = file.content().open()) {
                assertThat(in.readNBytes(64)).isEqualTo(new byte[64]);
                assertThatThrownBy(in::read)
                        .isInstanceOf(DamagedEntryException.class)
                        .hasMessage(CbcStream.BROKEN_OFF);
            }
        }
    }

    @Test
    void anEncryptedFileOfAnImpossibleSizeIsDamaged() throws Exception {
        encrypted();
        cut(blob(phone, ItunesBackup.WHATSAPP, PHOTO), 30);

        assertThat(read(PASSCODE)).isEqualTo(otherwise(PHOTO, Blobs.NOT_BLOCKS.formatted(30)));
    }

    @Test
    void aFileWhoseProtectionClassHasNoKeyIsNamedWithIt() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE))
                .file(
                        ItunesBackup.WHATSAPP,
                        "bound",
                        ItunesBackupBuilder.BOUND_TO_THE_PHONE,
                        utf8("x"))
                .writeTo(phone);

        assertThat(read(PASSCODE))
                .isEqualTo(
                        otherwise(
                                "bound",
                                Blobs.NO_CLASS_KEY.formatted(
                                        ItunesBackupBuilder.BOUND_TO_THE_PHONE)));
    }

    @Test
    void whatTheListSaysOfAFileMayBeLost() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE).asOfIos10()).writeTo(phone);
        sql("UPDATE Files SET file = x'00' WHERE relativePath = '" + PHOTO + "'");

        assertThat(read(PASSCODE)).isEqualTo(otherwise(PHOTO, Blobs.NO_ENTRY));
    }

    @Test
    void anIdThatIsNoneOpensNothing() throws Exception {
        plain();
        sql("UPDATE Files SET fileID = '../../../etc/passwd' WHERE relativePath = '" + PHOTO + "'");

        assertThat(read()).isEqualTo(otherwise(PHOTO, Blobs.BAD_ID));
    }

    private void sql(String statement) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + phone.resolve("Manifest.db"));
                Statement runs = connection.createStatement()) {
            runs.execute(statement);
        }
    }

    @Test
    void aBackupWithoutItsListSaysWhatIsMissing() throws Exception {
        plain();
        Files.delete(phone.resolve("Manifest.db"));

        refused(() -> HandedBackup.open(phone), Diagnosis.MANIFEST_MISSING, "lacks Manifest.db");
    }

    @Test
    void aBackupOfIos9IsTooOld() throws Exception {
        plain();
        Files.move(phone.resolve("Manifest.db"), phone.resolve("Manifest.mbdb"));

        refused(() -> HandedBackup.open(phone), Diagnosis.TOO_OLD, "iOS 9 or older");
    }

    @Test
    void aListThatIsNoDatabaseIsDamaged() throws Exception {
        plain();
        Files.write(phone.resolve("Manifest.db"), new byte[4096]);

        refused(() -> HandedBackup.open(phone), Diagnosis.MANIFEST_DAMAGED, "Manifest.db");
    }

    @Test
    void aListWithoutItsTableIsDamaged() throws Exception {
        plain();
        sql("DROP TABLE Files");

        refused(() -> HandedBackup.open(phone), Diagnosis.MANIFEST_DAMAGED, "no table of files");
    }

    @Test
    void anEncryptedBackupWithoutItsKeysSaysWhereTheyAre() throws Exception {
        encrypted();
        Files.delete(phone.resolve("Manifest.plist"));

        refused(
                () -> HandedBackup.open(phone, PASSCODE),
                Diagnosis.MANIFEST_DAMAGED,
                "its keys are in Manifest.plist, which is not there");
    }

    @Test
    void damagedKeysAreToldFromAWrongPasscode() throws Exception {
        encrypted();
        Path manifest = phone.resolve("Manifest.plist");
        byte[] bytes = Files.readAllBytes(manifest);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("SALT")] = 'X';
        Files.write(manifest, bytes);

        refused(
                () -> HandedBackup.open(phone, PASSCODE),
                Diagnosis.KEYBAG_DAMAGED,
                "it lacks SALT");
    }

    @Test
    void keysThatWouldTakeHoursAreRefused() throws Exception {
        encrypted();
        Path manifest = phone.resolve("Manifest.plist");
        byte[] bytes = Files.readAllBytes(manifest);
        int rounds = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("DPIC") + 8;
        bytes[rounds] = 0x7F;
        Files.write(manifest, bytes);

        refused(
                () -> HandedBackup.open(phone, PASSCODE),
                Diagnosis.KEYBAG_DAMAGED,
                "it asks for 2,130,706,439 rounds");
    }

    @Test
    void aListEncryptedWithAnotherKeyIsDamaged() throws Exception {
        encrypted();
        Files.write(phone.resolve("Manifest.db"), new byte[4096]);

        refused(
                () -> HandedBackup.open(phone, PASSCODE),
                Diagnosis.MANIFEST_DAMAGED,
                "what comes out is no database");
    }

    @Test
    void anUnfinishedBackupIsReadAndSaidToBeUnfinished() throws Exception {
        filled(ItunesBackupBuilder.plain().snapshotState("uploading")).writeTo(phone);

        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(handed.read(ItunesBackup.WHATSAPP)).isEqualTo(FILES);
            assertThat(handed.backup.findings())
                    .singleElement()
                    .extracting(Finding::diagnosis)
                    .isEqualTo(Diagnosis.NOT_FINISHED);
        }
    }

    @Test
    void anUnfinishedBackupWithoutAListIsRefusedAsUnfinished() throws Exception {
        filled(ItunesBackupBuilder.plain().snapshotState("uploading")).writeTo(phone);
        Files.delete(phone.resolve("Manifest.db"));

        refused(() -> HandedBackup.open(phone), Diagnosis.NOT_FINISHED, "was not finished");
    }

    @Test
    void aBackupWithoutWhatsAppSaysWhy() throws Exception {
        ItunesBackupBuilder.plain().file("HomeDomain", "x", utf8("x")).writeTo(phone);
        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(handed.backup.findings())
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.diagnosis()).isEqualTo(Diagnosis.NO_WHATSAPP);
                                assertThat(finding.text()).contains("end-to-end encrypted");
                            });
        }
    }

    @Test
    void aBackupOfAPhoneWithoutWhatsAppSaysThat() throws Exception {
        ItunesBackupBuilder.plain()
                .withoutWhatsAppInstalled()
                .file("HomeDomain", "x", utf8("x"))
                .writeTo(phone);
        Files.delete(phone.resolve("Manifest.plist"));

        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(handed.backup.findings())
                    .singleElement()
                    .satisfies(
                            finding ->
                                    assertThat(finding.text())
                                            .contains("WhatsApp was not on the phone"));
        }
    }

    @Test
    void aBackupThatAnotherProgramDecryptedIsReadAsItLies() throws Exception {
        encrypted();
        Path decrypted = phone;
        phone = temp.resolve("again");
        plain();
        Files.copy(decrypted.resolve("Manifest.plist"), temp.resolve("saved"));
        Files.delete(phone.resolve("Manifest.plist"));
        Files.copy(temp.resolve("saved"), phone.resolve("Manifest.plist"));

        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(handed.read(ItunesBackup.WHATSAPP)).isEqualTo(FILES);
            assertThat(handed.backup.findings())
                    .singleElement()
                    .extracting(Finding::diagnosis)
                    .isEqualTo(Diagnosis.DECRYPTED_BEFORE);
        }
    }

    /// A few bits of one file are other ones: a diagnosis, or files that are right but for those
    /// that were hit. What is encrypted without a seal cannot tell a flipped bit of its content, so
    /// the content that was hit itself may be anything.
    @RepeatedTest(150)
    void anyDamageIsDiagnosedOrLeavesTheOthersRight(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        boolean sealed = random.nextBoolean();
        if (sealed) {
            encrypted();
        } else {
            plain();
        }
        List<Path> all = all(phone);
        Path hit = all.get(random.nextInt(all.size()));
        byte[] bytes = Files.readAllBytes(hit);
        for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
        Files.write(hit, bytes);

        boolean listHit = hit.startsWith(phone.resolve("Manifest.db"));
        try (HandedBackup handed = HandedBackup.open(phone, PASSCODE)) {
            for (BackupFile file : handed.backup.files(ItunesBackup.WHATSAPP)) {
                String expected = FILES.get(file.path());
                boolean itself = hit.equals(blob(phone, ItunesBackup.WHATSAPP, file.path()));
                if (file.problem() == null && !itself && !listHit) {
                    assertThat(new String(HandedBackup.bytes(file), StandardCharsets.UTF_8))
                            .as("%s after damage to %s", file.path(), hit)
                            .isEqualTo(expected);
                } else {
                    readAnyhow(file);
                }
            }
        } catch (WharfException e) {
            assertThat(Diagnosis.of(e)).as("%s: %s", hit, e.getMessage()).isPresent();
        }
    }

    private static void readAnyhow(BackupFile file) {
        try {
            HandedBackup.bytes(file);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(DamagedEntryException.class);
        }
    }
}
