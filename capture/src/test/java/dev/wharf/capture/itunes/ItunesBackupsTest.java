package dev.wharf.capture.itunes;

import static dev.wharf.capture.itunes.BackupFixture.FILES;
import static dev.wharf.capture.itunes.BackupFixture.PASSCODE;
import static dev.wharf.capture.itunes.BackupFixture.PHOTO;
import static dev.wharf.capture.itunes.BackupFixture.blob;
import static dev.wharf.capture.itunes.BackupFixture.filled;
import static dev.wharf.capture.itunes.BackupFixture.refused;
import static dev.wharf.capture.itunes.BackupFixture.utf8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ItunesBackupsTest {
    @TempDir Path temp;
    private Path phone;
    private WorkingFolder working;

    @BeforeEach
    void folder() {
        phone = temp.resolve("Backup/00008030-001");
        working = new WorkingFolder(temp.resolve("working"));
    }

    private void write(boolean encrypted) throws IOException {
        filled(encrypted ? ItunesBackupBuilder.encrypted(PASSCODE) : ItunesBackupBuilder.plain())
                .writeTo(phone);
    }

    private List<FolderPack.Member> members() throws IOException {
        return ItunesBackups.members(phone, working, HandedBackup.secrets(PASSCODE));
    }

    private String place(String domain, String path) throws IOException {
        return phone.relativize(blob(phone, domain, path)).toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatsAppsFilesAndTheListsAreHandedOverAndNothingElse(boolean encrypted) throws Exception {
        write(encrypted);

        List<String> names = members().stream().map(FolderPack.Member::name).toList();

        assertThat(names.subList(0, 4))
                .containsExactly("Manifest.db", "Manifest.plist", "Info.plist", "Status.plist");
        assertThat(names.subList(4, names.size()))
                .isSorted()
                .containsExactlyInAnyOrder(
                        place(ItunesBackup.WHATSAPP, ItunesBackup.CHATS),
                        place(ItunesBackup.WHATSAPP, ItunesBackup.CHATS + "-wal"),
                        place(ItunesBackup.WHATSAPP, PHOTO),
                        place(ItunesBackup.WHATSAPP, "empty"),
                        place(ItunesBackup.WHATSAPP_BUSINESS, ItunesBackup.CHATS));
        assertThat(members()).extracting(FolderPack.Member::name).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsHandedOverCanBeReadAgain(boolean encrypted) throws Exception {
        write(encrypted);
        Path pack = temp.resolve("pack.zip");
        try (InputStream in = new FolderPack(members())) {
            Files.copy(in, pack);
        }

        try (BackupFiles files = BackupFiles.open("phone", new FileBody(pack))) {
            assertThat(ItunesBackup.isBackup(files)).isTrue();
            try (ItunesBackup backup =
                    ItunesBackup.open(working, "phone", files, HandedBackup.secrets(PASSCODE))) {
                assertThat(HandedBackup.read(backup, ItunesBackup.WHATSAPP)).isEqualTo(FILES);
            }
        }
    }

    @Test
    void whatIsListedAndMissingIsLeftOut() throws Exception {
        write(false);
        String place = place(ItunesBackup.WHATSAPP, PHOTO);
        Files.delete(phone.resolve(place));

        assertThat(members()).extracting(FolderPack.Member::name).doesNotContain(place);
    }

    @Test
    void anEncryptedBackupAsksForItsPasscodeBeforeAnythingIsHandedOver() throws Exception {
        write(true);

        refused(
                () -> ItunesBackups.members(phone, working, HandedBackup.secrets()),
                Diagnosis.PASSCODE_MISSING,
                phone.toString(),
                "--passcode");
    }

    @Test
    void backupsAreFoundBelowAPathAndByTheirList() throws Exception {
        write(false);
        Path other = temp.resolve("Backup/00008030-002");
        ItunesBackupBuilder.plain().file("HomeDomain", "x", utf8("x")).writeTo(other);
        Files.createDirectories(temp.resolve("Backup/empty"));

        assertThat(ItunesBackups.in(temp)).containsExactly(phone, other);
        assertThat(ItunesBackups.in(phone)).containsExactly(phone);
        assertThat(ItunesBackups.in(phone.resolve("Manifest.db"))).containsExactly(phone);
        assertThat(ItunesBackups.in(temp.resolve("Backup/empty"))).isEmpty();
        assertThat(ItunesBackups.in(temp.resolve("nothing"))).isEmpty();
    }

    @Test
    void aLinkInAFolderIsNotFollowed() throws Exception {
        write(false);
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("phone"), phone);
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        Path photo = blob(phone, ItunesBackup.WHATSAPP, PHOTO);
        Files.delete(photo);
        Files.createSymbolicLink(photo, secret);

        assertThat(ItunesBackups.in(elsewhere)).isEmpty();
        assertThat(members())
                .extracting(FolderPack.Member::name)
                .doesNotContain(phone.relativize(photo).toString());
    }

    @Test
    void severalBackupsInOnePackAreToBeHandedOverOneByOne() throws Exception {
        write(false);
        filled(ItunesBackupBuilder.plain()).writeTo(temp.resolve("Backup/00008030-002"));

        refused(() -> HandedBackup.open(temp.resolve("Backup")), Diagnosis.SEVERAL, "2 backups");
    }

    @Test
    void aBackupBelowAFolderOfAPackIsFound() throws Exception {
        write(false);
        // The state before this one, while the next is made.
        filled(ItunesBackupBuilder.plain()).writeTo(phone.resolve("Snapshot"));

        try (HandedBackup handed = HandedBackup.open(temp.resolve("Backup"))) {
            assertThat(handed.read(ItunesBackup.WHATSAPP)).isEqualTo(FILES);
        }
    }

    @Test
    void nothingPlainStays() throws Exception {
        write(true);

        members();

        try (var left = Files.list(working.folder())) {
            assertThat(left).isEmpty();
        }
    }
}
