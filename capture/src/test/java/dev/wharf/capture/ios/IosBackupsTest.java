package dev.wharf.capture.ios;

import static dev.wharf.capture.ios.Phone.media;
import static dev.wharf.capture.ios.Phone.message;
import static dev.wharf.capture.ios.Phone.the;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.key.Secret;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.Samples;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

class IosBackupsTest {
    private static final String PASSCODE = "correct horse";

    @TempDir Path temp;

    private static BackupSecrets secrets(String... passcodes) {
        return () ->
                Arrays.stream(passcodes)
                        .map(text -> Secret.copyOf(text.getBytes(StandardCharsets.UTF_8)))
                        .toList();
    }

    private byte[] chats() {
        return Phone.of(
                        temp,
                        message(1, 1, "ZMEDIAITEM = 1"),
                        media(1, "ZMEDIALOCALPATH = 'Media/a/photo.jpg'"),
                        message(2, 0, "ZTEXT = 'hello'"))
                .bytes();
    }

    private byte[] contacts() {
        return new Phone(temp)
                .with(
                        "ContactsV2.sqlite",
                        "CREATE TABLE ZWAADDRESSBOOKCONTACT (ZFULLNAME TEXT, ZWHATSAPPID TEXT)",
                        "INSERT INTO ZWAADDRESSBOOKCONTACT VALUES ('Robert', '%s')"
                                .formatted(Phone.BOB))
                .bytes();
    }

    private Path container() throws IOException {
        Path folder = temp.resolve("AppDomainGroup-group.net.whatsapp.WhatsApp.shared");
        write(folder.resolve("ChatStorage.sqlite"), chats());
        write(folder.resolve("ContactsV2.sqlite"), contacts());
        write(folder.resolve("Message/Media/a/photo.jpg"), new byte[] {1, 2, 3});
        write(folder.resolve("Media/Profile/me.jpg"), new byte[] {4});
        write(
                folder.resolve("fts/ChatSearchV5f.sqlite"),
                "no matter".getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
    }

    private IosBackups.Found found(BackupSecrets secrets, Path... paths) throws IOException {
        return IosBackups.of(List.of(paths), new WorkingFolder(temp.resolve("working")), secrets);
    }

    private List<Event> events(HandedFile source, BackupSecrets secrets) throws IOException {
        List<Event> events = new ArrayList<>();
        try (DecodedCapture capture = open(source, secrets)) {
            capture.events(decoded -> events.add(decoded.event()));
        }
        return events;
    }

    private DecodedCapture open(HandedFile source, BackupSecrets secrets) throws IOException {
        byte[] bytes;
        try (InputStream in = source.open()) {
            bytes = in.readAllBytes();
        }
        IosBackupDecoder decoder =
                new IosBackupDecoder(new WorkingFolder(temp.resolve("working")), secrets);
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1),
                        new Phone(temp).envelope(),
                        Digests.sha256(bytes),
                        bytes.length);
        MemoryCaptureBody body = new MemoryCaptureBody(bytes);
        assertThat(decoder.recognises(record.envelope(), body)).isTrue();
        return decoder.open(record, body);
    }

    private static Content.Message message1(List<Event> events) {
        return (Content.Message) events.getFirst().content();
    }

    @Test
    void anAppsFolderIsOneCaptureOfWhatIsRead() throws IOException {
        Path folder = container();

        IosBackups.Found found = found(BackupSecrets.NONE, folder);

        HandedFile source = found.sources().getFirst();
        assertThat(found.sources()).hasSize(1);
        assertThat(source.kind()).isEqualTo(SourceKind.IOS_BACKUP);
        assertThat(source.name()).startsWith("AppDomainGroup");
        assertThat(found.taken())
                .containsExactlyInAnyOrder(
                        folder.resolve("ChatStorage.sqlite"),
                        folder.resolve("ContactsV2.sqlite"),
                        folder.resolve("Message/Media/a/photo.jpg"));
        List<Event> events = events(source, BackupSecrets.NONE);
        assertThat(the(events.getFirst().sender()).name()).isEqualTo("Robert");
        assertThat(message1(events).attachments().getFirst().state())
                .isEqualTo(AttachmentState.PENDING);
    }

    @Test
    void aDatabaseThatIsNamedBringsWhatLiesBesideIt() throws IOException {
        Path folder = container();

        assertThat(found(BackupSecrets.NONE, folder.resolve("ChatStorage.sqlite")).taken())
                .isEqualTo(found(BackupSecrets.NONE, folder).taken());
    }

    @Test
    void aDatabaseOfAnyNameIsFoundAndTakenAsItIs() throws IOException {
        Path file = temp.resolve("handed/over.bin");
        byte[] chats = chats();
        write(file, chats);

        IosBackups.Found found = found(BackupSecrets.NONE, temp.resolve("handed"));

        assertThat(found.sources()).hasSize(1);
        try (InputStream in = found.sources().getFirst().open()) {
            assertThat(in.readAllBytes()).isEqualTo(chats);
        }
        assertThat(events(found.sources().getFirst(), BackupSecrets.NONE)).hasSize(2);
    }

    @Test
    void theLogBesideADatabaseIsTaken() throws IOException {
        Path folder = temp.resolve("logged");
        write(folder.resolve("ChatStorage.sqlite"), chats());
        write(folder.resolve("ChatStorage.sqlite-wal"), new byte[0]);

        assertThat(found(BackupSecrets.NONE, folder).taken())
                .containsExactlyInAnyOrder(
                        folder.resolve("ChatStorage.sqlite"),
                        folder.resolve("ChatStorage.sqlite-wal"));
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Path folder = temp.resolve("linked");
        write(folder.resolve("ChatStorage.sqlite"), chats());
        write(temp.resolve("secret/x.jpg"), new byte[] {9});
        Files.createDirectories(folder.resolve("Message"));
        Files.createSymbolicLink(folder.resolve("Message/Media"), temp.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("LID.sqlite"), temp.resolve("secret/x.jpg"));

        assertThat(found(BackupSecrets.NONE, folder).taken())
                .containsExactly(folder.resolve("ChatStorage.sqlite"));
    }

    @Test
    void aZipOfAnAppsFolderIsTakenAsItIs() throws IOException {
        Path zip = temp.resolve("handed/phone.zip");
        byte[] packed =
                new Phone(temp)
                        .file("shared/ChatStorage.sqlite", chats())
                        .file("shared/Message/Media/a/photo.jpg", "body")
                        .bytes();
        write(zip, packed);

        IosBackups.Found found = found(BackupSecrets.NONE, temp.resolve("handed"));

        assertThat(found.taken()).containsExactly(zip);
        assertThat(message1(events(found.sources().getFirst(), BackupSecrets.NONE)).attachments())
                .allMatch(one -> one.state() == AttachmentState.PENDING);
    }

    @Test
    void otherFilesAreNoneOfOurs() throws IOException {
        write(temp.resolve("other/notes.txt"), "hello".getBytes(StandardCharsets.UTF_8));
        write(temp.resolve("other/contacts.sqlite"), contacts());

        assertThat(found(BackupSecrets.NONE, temp.resolve("other")).sources()).isEmpty();
    }

    private Path backup(ItunesBackupBuilder builder) throws IOException {
        Path folder = temp.resolve("Backup");
        builder.file(ItunesBackupBuilder.WHATSAPP, "ChatStorage.sqlite", chats())
                .file(ItunesBackupBuilder.WHATSAPP, "ContactsV2.sqlite", contacts())
                .file(
                        ItunesBackupBuilder.WHATSAPP,
                        "Message/Media/a/photo.jpg",
                        new byte[] {1, 2, 3})
                .file("HomeDomain", "Library/SMS/sms.db", new byte[] {7})
                .writeTo(folder);
        return folder;
    }

    @Test
    void aBackupThatFinderMadeIsRead() throws IOException {
        backup(ItunesBackupBuilder.plain());

        IosBackups.Found found = found(BackupSecrets.NONE, temp.resolve("Backup"));

        assertThat(found.sources()).hasSize(1);
        List<Event> events = events(found.sources().getFirst(), BackupSecrets.NONE);
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().provenance().locator()).isEqualTo("ZWAMESSAGE:1");
        assertThat(the(events.getFirst().sender()).name()).isEqualTo("Robert");
        assertThat(message1(events).attachments().getFirst().state())
                .isEqualTo(AttachmentState.PENDING);
    }

    @Test
    void anEncryptedBackupIsReadWithItsPasscode() throws IOException {
        backup(ItunesBackupBuilder.encrypted(PASSCODE));

        IosBackups.Found found = found(secrets("wrong", PASSCODE), temp.resolve("Backup"));

        assertThat(events(found.sources().getFirst(), secrets(PASSCODE))).hasSize(2);
    }

    @Test
    void anEncryptedBackupAsksForItsPasscode() throws IOException {
        backup(ItunesBackupBuilder.encrypted(PASSCODE));
        HandedFile source = found(secrets(PASSCODE), temp.resolve("Backup")).sources().getFirst();

        try (DecodedCapture capture = open(source, BackupSecrets.NONE)) {
            assertThat(capture.report().questions())
                    .singleElement()
                    .satisfies(
                            question -> {
                                assertThat(question.option()).isEqualTo("--passcode");
                                assertThat(question.text()).isNotBlank();
                            });
            assertThatThrownBy(() -> capture.events(_ -> {}))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_AMBIGUOUS));
        }
        assertThatThrownBy(() -> found(BackupSecrets.NONE, temp.resolve("Backup")))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_AMBIGUOUS));
    }

    @Test
    void aWrongPasscodeIsSaidToBeWrong() throws IOException {
        backup(ItunesBackupBuilder.encrypted(PASSCODE));
        HandedFile source = found(secrets(PASSCODE), temp.resolve("Backup")).sources().getFirst();

        assertThatThrownBy(() -> open(source, secrets("wrong")))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("passcode");
    }

    @Test
    void aBackupWithoutChatsSaysWhy() throws IOException {
        ItunesBackupBuilder.plain()
                .file("HomeDomain", "Library/SMS/sms.db", new byte[] {7})
                .writeTo(temp.resolve("Backup"));
        HandedFile source = found(BackupSecrets.NONE, temp.resolve("Backup")).sources().getFirst();

        assertThatThrownBy(() -> open(source, BackupSecrets.NONE))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_RECOGNISED))
                .hasMessageContaining("holds no chats of WhatsApp");
    }

    @Test
    void theRealBackupOfTheSamplesIsRead() throws IOException {
        Path sample = Samples.require("phone/itunes").resolve("mvt-ios_backup");

        IosBackups.Found found = found(BackupSecrets.NONE, sample);

        List<Event> events = events(found.sources().getFirst(), BackupSecrets.NONE);
        assertThat(events)
                .extracting(
                        event ->
                                "%s %s %s %s"
                                        .formatted(
                                                event.time().at(),
                                                event.chat().jid(),
                                                the(event.sender()).label(),
                                                ((Content.Message) event.content()).text()))
                .containsExactly(
                        "2025-08-27T15:06:40Z 14155550100@s.whatsapp.net Alice Example Hi",
                        "2025-08-28T18:53:20Z 14155550100@s.whatsapp.net the owner of this phone Check https://example.org/news",
                        "2025-08-29T22:40:00Z 120000000000000001@g.us Bob Example Welcome");
    }
}
