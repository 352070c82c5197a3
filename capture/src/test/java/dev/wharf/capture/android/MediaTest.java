package dev.wharf.capture.android;

import static dev.wharf.capture.android.Fixture.BOB;
import static dev.wharf.capture.android.Fixture.GROUP;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MediaKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

class MediaTest {
    private static final byte[] PHOTO = "a photo".getBytes(StandardCharsets.UTF_8);

    @TempDir Path temp;

    private final Fixture fixture = new Fixture();

    private static String hash(byte[] content) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private Backup image(String path, String hash) {
        fixture.received(100, GROUP, BOB, 1, "look")
                .insert(
                        "message_media",
                        "message_row_id",
                        100,
                        "file_path",
                        path,
                        "file_hash",
                        hash,
                        "file_length",
                        7,
                        "mime_type",
                        "image/jpeg");
        return fixture.backup(temp);
    }

    private static List<Attachment> attachments(Backup backup) {
        return ((Content.Message) backup.events().getFirst().content()).attachments();
    }

    private static List<String> contents(Backup backup) throws IOException {
        List<String> read = new ArrayList<>();
        try (DecodedCapture capture = backup.open()) {
            capture.events(
                    event -> {
                        for (DecodedEvent.ContentOpener opener : event.pending()) {
                            try (var in = opener.open()) {
                                read.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                            }
                        }
                    });
        }
        return read;
    }

    @Test
    void aFileInItsPlaceIsRead() throws Exception {
        Backup backup =
                image("Media/WhatsApp Images/IMG-1.jpg", hash(PHOTO))
                        .file("WhatsApp/Media/WhatsApp Images/IMG-1.jpg", PHOTO);

        assertThat(attachments(backup))
                .extracting(
                        Attachment::kind, Attachment::state, Attachment::fileName, Attachment::size)
                .containsExactly(tuple(MediaKind.IMAGE, AttachmentState.PENDING, "IMG-1.jpg", 7L));
        assertThat(contents(backup)).containsExactly("a photo");
        assertThat(backup.report().attachmentsFound()).isEqualTo(1);
    }

    @Test
    void aFileThatWasMovedIsFoundByItsDigest() throws Exception {
        Backup backup =
                image("Media/WhatsApp Images/IMG-1.jpg", hash(PHOTO))
                        .file("elsewhere/x.jpg", PHOTO);

        assertThat(contents(backup)).containsExactly("a photo");
    }

    @Test
    void anotherFileInItsPlaceIsNotTaken() throws Exception {
        Backup backup =
                image("Media/IMG-1.jpg", hash(PHOTO))
                        .file("Media/IMG-1.jpg", "another".getBytes(StandardCharsets.UTF_8));

        assertThat(attachments(backup).getFirst().state()).isEqualTo(AttachmentState.MISSING);
        assertThat(attachments(backup).getFirst().reason())
                .contains("another file lies in its place");
    }

    @Test
    void anOffloadedFileSaysSo() throws Exception {
        image("Media/IMG-1.jpg", hash(PHOTO));
        fixture.sql("UPDATE message_media SET is_offloaded = 1");

        Attachment offloaded = attachments(fixture.backup(temp)).getFirst();

        assertThat(offloaded.reason())
                .startsWith("WhatsApp had moved it off the phone (offloaded); its SHA-256 is ");
        assertThat(offloaded.size()).isEqualTo(7);
    }

    @Test
    void thePreviewOfAMissingFileStandsBesideIt() throws Exception {
        image("Media/IMG-1.jpg", hash(PHOTO));
        fixture.insert(
                "media_hash_thumbnail",
                "media_hash",
                hash(PHOTO),
                "thumbnail",
                "tiny".getBytes(StandardCharsets.UTF_8));
        Backup backup = fixture.backup(temp);

        assertThat(attachments(backup))
                .extracting(Attachment::kind, Attachment::state)
                .containsExactly(
                        tuple(MediaKind.IMAGE, AttachmentState.MISSING),
                        tuple(MediaKind.THUMBNAIL, AttachmentState.PENDING));
        assertThat(contents(backup)).containsExactly("tiny");
        SourceReport report = backup.report();
        assertThat(report.attachmentsFound()).isZero();
        assertThat(report.attachmentsMissing()).isEqualTo(1);
    }

    @Test
    void voiceNotesAreToldFromMusic() throws Exception {
        fixture.received(100, GROUP, BOB, 2, "")
                .received(101, GROUP, BOB, 2, "")
                .sql("UPDATE message SET origin = 1 WHERE _id = 101");

        assertThat(fixture.backup(temp).said(Content.Message.class))
                .extracting(message -> message.attachments().getFirst().kind())
                .containsExactly(MediaKind.AUDIO, MediaKind.VOICE_NOTE);
    }

    @Test
    void whatWasSpokenStandsBesideWhereThePhoneWroteItDown() throws Exception {
        fixture.received(100, GROUP, BOB, 2, "")
                .insert(
                        "message_media",
                        "message_row_id",
                        100,
                        "raw_transcription_text",
                        "good morning");

        Content.Message message = fixture.backup(temp).said(Content.Message.class).getFirst();

        assertThat(String.valueOf(message.structured())).contains("good morning");
    }
}
