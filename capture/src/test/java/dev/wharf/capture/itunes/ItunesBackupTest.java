package dev.wharf.capture.itunes;

import static dev.wharf.capture.itunes.BackupFixture.FILES;
import static dev.wharf.capture.itunes.BackupFixture.PASSCODE;
import static dev.wharf.capture.itunes.BackupFixture.filled;
import static dev.wharf.capture.itunes.BackupFixture.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.testkit.Samples;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ItunesBackupTest {

    @TempDir Path temp;
    private Path phone;

    @BeforeEach
    void folder() {
        phone = temp.resolve("00008030-001");
    }

    @Test
    void theFilesOfAPlainBackupHaveTheirNamesAgain() throws Exception {
        filled(ItunesBackupBuilder.plain()).writeTo(phone);

        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(handed.read(ItunesBackup.WHATSAPP)).isEqualTo(FILES);
            assertThat(handed.read(ItunesBackup.WHATSAPP_BUSINESS))
                    .isEqualTo(Map.of(ItunesBackup.CHATS, "business"));
            assertThat(handed.backup.findings()).isEmpty();
            assertThat(handed.backup.files(ItunesBackup.WHATSAPP))
                    .allSatisfy(file -> assertThat(file.digest()).isNotNull())
                    .extracting(BackupFile::path)
                    .isSorted();
        }
    }

    @Test
    void anEncryptedBackupIsReadWithItsPasscode() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE)).writeTo(phone);

        try (HandedBackup handed = HandedBackup.open(phone, "another", PASSCODE + "\r\n")) {
            assertThat(handed.read(ItunesBackup.WHATSAPP)).isEqualTo(FILES);
            assertThat(handed.read(ItunesBackup.WHATSAPP_BUSINESS))
                    .isEqualTo(Map.of(ItunesBackup.CHATS, "business"));
            assertThat(handed.backup.findings()).isEmpty();
        }
    }

    @Test
    void aBackupOfIos10HasAPlainListAndEncryptedFiles() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE).asOfIos10()).writeTo(phone);

        try (HandedBackup handed = HandedBackup.open(phone, PASSCODE)) {
            assertThat(handed.read(ItunesBackup.WHATSAPP)).isEqualTo(FILES);
        }
        refused(
                () -> HandedBackup.open(phone, "wrong"),
                Diagnosis.WRONG_PASSCODE,
                "password of the backup");
    }

    @Test
    void aWrongPasscodeIsSaidToBeWrongAndWhichOneIsWanted() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE)).writeTo(phone);

        refused(
                () -> HandedBackup.open(phone, "123456"),
                Diagnosis.WRONG_PASSCODE,
                "password of the backup",
                "the PIN of the phone");
    }

    @Test
    void whereNobodyGaveAPasscodeOneIsAskedFor() throws Exception {
        filled(ItunesBackupBuilder.encrypted(PASSCODE)).writeTo(phone);

        refused(() -> HandedBackup.open(phone), Diagnosis.PASSCODE_MISSING, "--passcode");
        refused(() -> HandedBackup.open(phone, "\n"), Diagnosis.PASSCODE_MISSING, "--passcode");
    }

    @Test
    void theDeviceIsNamed() throws Exception {
        filled(ItunesBackupBuilder.plain().deviceName("Ann's <iPhone>")).writeTo(phone);

        try (HandedBackup handed = HandedBackup.open(phone)) {
            assertThat(handed.backup.device())
                    .isEqualTo(
                            new DeviceInfo(
                                    "Ann's <iPhone>",
                                    "iPhone9,3",
                                    "14.3",
                                    "F17TESTSERIAL",
                                    "+1 (555) 010-0199",
                                    Instant.parse("2021-12-03T19:33:13Z"),
                                    Map.of("net.whatsapp.WhatsApp", "2.21.230.77"),
                                    true));
        }
    }

    @Test
    void aSampleBackupListsWhatItShould() throws Exception {
        Path sample = Samples.require("phone/itunes").resolve("mvt-ios_backup");

        try (ItunesBackup backup =
                ItunesBackup.open(
                        new WorkingFolder(temp.resolve("working")),
                        "mvt",
                        new DiskFolder(sample),
                        HandedBackup.secrets())) {
            List<BackupFile> files = backup.files(ItunesBackup.WHATSAPP);
            assertThat(files).hasSize(39);
            assertThat(files)
                    .filteredOn(file -> !Blobs.MISSING.equals(file.problem()))
                    .extracting(BackupFile::path, BackupFile::size, BackupFile::problem)
                    .containsExactlyInAnyOrder(
                            // Its makers emptied them: the list still has the sizes they had.
                            tuple(
                                    ItunesBackup.CHATS,
                                    24_576L,
                                    Blobs.SHORT.formatted(24_576L, 344_064L)),
                            tuple(
                                    "ContactsV2.sqlite",
                                    8192L,
                                    Blobs.SHORT.formatted(8192L, 53_248L)));
            assertThat(backup.files(ItunesBackup.WHATSAPP_BUSINESS)).isEmpty();
            assertThat(backup.device())
                    .isEqualTo(
                            new DeviceInfo(
                                    "iPhone",
                                    "iPhone9,3",
                                    "14.3",
                                    "F1234567890",
                                    null,
                                    Instant.parse("2021-12-03T19:33:13Z"),
                                    Map.of(),
                                    true));
            assertThat(backup.findings()).isEmpty();
        }
    }

    @Test
    void whatIsNoBackupIsNotTakenForOne() throws Exception {
        Path file = Files.writeString(temp.resolve("a.txt"), "text");

        try (BackupFiles files = BackupFiles.open("a.txt", new FileBody(file))) {
            assertThat(ItunesBackup.isBackup(files)).isFalse();
        }
    }
}
