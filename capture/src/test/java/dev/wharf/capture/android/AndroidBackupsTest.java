package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class AndroidBackupsTest {
    @TempDir Path temp;

    private Path phone;

    @BeforeEach
    void folder() {
        phone = temp.resolve("phone");
    }

    private Path file(String path, byte[] content) throws IOException {
        Path file = phone.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private Path file(String path) throws IOException {
        return file(path, path.getBytes(StandardCharsets.UTF_8));
    }

    private Path database(String path) throws IOException {
        try (InputStream in =
                new Backup(temp).database("x", new Fixture().statements()).body().stream()) {
            return file(path, in.readAllBytes());
        }
    }

    private static AndroidBackups.Found found(Path path) {
        return AndroidBackups.of(List.of(path), null);
    }

    private static List<String> members(HandedFile handed) throws IOException {
        try (InputStream in = handed.open();
                BackupFiles files =
                        BackupFiles.open(handed.name(), new MemoryCaptureBody(in.readAllBytes()))) {
            return files.all().stream().map(BackupFile::path).toList();
        }
    }

    @Test
    void aDatabaseAloneIsHandedOverAsItIs() throws Exception {
        Path alone = database("anything.bin");

        AndroidBackups.Found found = found(phone);

        assertThat(found.sources()).hasSize(1);
        HandedFile handed = found.sources().getFirst();
        assertThat(handed.kind()).isEqualTo(SourceKind.ANDROID_BACKUP);
        assertThat(handed.name()).isEqualTo("anything.bin");
        try (InputStream in = handed.open()) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(alone));
        }
        assertThat(found.taken()).containsExactly(alone);
    }

    @Test
    void aFolderAsThePhoneHasItIsOneCapture() throws Exception {
        database("WhatsApp/Databases/msgstore.db");
        file("WhatsApp/Databases/msgstore.db-wal");
        file("WhatsApp/Databases/msgstore.db-shm");
        file("WhatsApp/Backups/wa.db.crypt15");
        file("WhatsApp/Backups/stickers.db.crypt15");
        file("WhatsApp/Media/WhatsApp Images/IMG-1.jpg");
        file("WhatsApp/Media/WhatsApp Documents/report.pdf");
        file("WhatsApp/Media/.Statuses/hidden.jpg");
        Path note = file("notes/chat.txt");

        AndroidBackups.Found found = found(phone);

        assertThat(found.sources()).hasSize(1);
        assertThat(members(found.sources().getFirst()))
                .containsExactly(
                        "Backups/wa.db.crypt15",
                        "Databases/msgstore.db",
                        "Databases/msgstore.db-wal",
                        "Media/WhatsApp Documents/report.pdf",
                        "Media/WhatsApp Images/IMG-1.jpg");
        assertThat(found.taken()).hasSize(5).doesNotContain(note);
    }

    @Test
    void filesOfTheAppsOwnFolderLieBeside() throws Exception {
        database("databases/msgstore.db");
        file("databases/wa.db");

        assertThat(members(found(phone).sources().getFirst()))
                .containsExactly("databases/msgstore.db", "databases/wa.db");
    }

    @Test
    void theFolderOfMediaMayBeNamed() throws Exception {
        database("msgstore.db");
        Path media = temp.resolve("copied");
        Files.createDirectories(media.resolve("WhatsApp Images"));
        Files.writeString(media.resolve("WhatsApp Images/a.jpg"), "a");

        assertThat(
                        members(
                                AndroidBackups.of(List.of(phone.resolve("msgstore.db")), media)
                                        .sources()
                                        .getFirst()))
                .containsExactly("Media/WhatsApp Images/a.jpg", "msgstore.db");
    }

    @Test
    void theNewestCopyComesFirstWithTheMediaThenTheOldest() throws Exception {
        database("Databases/msgstore.db");
        database("Databases/msgstore-2026-01-02.1.db");
        database("Databases/msgstore-2026-01-01.1.db");
        file("Media/a.jpg");

        List<HandedFile> sources = found(phone).sources();

        assertThat(sources)
                .extracting(HandedFile::name)
                .containsExactly(
                        "msgstore.db", "msgstore-2026-01-01.1.db", "msgstore-2026-01-02.1.db");
        assertThat(members(sources.getFirst())).contains("Media/a.jpg");
        assertThat(members(sources.get(1))).hasSize(1);
    }

    @Test
    void anIncrementIsRefusedWithTheReason() throws Exception {
        byte[] encrypted =
                Files.readAllBytes(Samples.require("phone/crypt").resolve("msgstore.db.crypt15"));
        Path increment = file("Databases/msgstore-increment-1-2026-01-01.1.db.crypt15", encrypted);
        file("Databases/msgstore.db.crypt15", encrypted);

        AndroidBackups.Found found = found(phone);

        assertThat(found.sources()).hasSize(1);
        assertThat(found.refused()).containsOnlyKeys(increment);
        assertThat(found.refused().get(increment)).contains("msgstore-increment-1");
        assertThat(found.taken()).contains(increment);
    }

    @Test
    void whatIsNoBackupIsLeftAlone() throws Exception {
        file("chat.txt");
        file(
                "other.db",
                "SQLite format 3\0 CREATE TABLE notes".getBytes(StandardCharsets.US_ASCII));
        Path outside = temp.resolve("outside.db");
        Files.copy(database("real.db"), outside);
        Files.delete(phone.resolve("real.db"));
        Files.createSymbolicLink(phone.resolve("link.db"), outside);

        AndroidBackups.Found found = found(phone);

        assertThat(found.sources()).isEmpty();
        assertThat(found.taken()).isEmpty();
    }

    @Test
    void theDecoderRecognisesWhatHoldsMessages() throws Exception {
        Backup backup = new Backup(temp).database("whatever", new Fixture().statements());
        Backup other = new Backup(temp).database("notes.db", "CREATE TABLE notes (text TEXT)");

        assertThat(backup.isRecognised()).isTrue();
        assertThat(other.isRecognised()).isFalse();
    }
}
