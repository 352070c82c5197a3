package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Zips, whole and broken, honest and hostile.
class ContainersTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
    private static final String CHAT =
            """
            13/01/2024, 10:00 - Ana: hi
            13/01/2024, 10:01 - Bob: IMG-20240113-WA0001.jpg (file attached)
            our desk
            13/01/2024, 10:02 - Ana: Größe & Maß.pdf (file attached)
            13/01/2024, 10:03 - Bob: bye
            """;

    @Test
    void mediaCanBeOpened() throws IOException {
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file("WhatsApp Chat with Bob.txt", CHAT),
                        file("IMG-20240113-WA0001.jpg", JPEG),
                        file("Größe & Maß.pdf", "%PDF-1.7 x".getBytes(StandardCharsets.UTF_8)));
        List<byte[]> contents = new ArrayList<>();
        List<Attachment> attachments = new ArrayList<>();

        try (DecodedCapture capture = export.open()) {
            capture.events(
                    event -> {
                        if (event.event().content() instanceof Content.Message message) {
                            attachments.addAll(message.attachments());
                        }
                        for (var opener : event.pending()) {
                            try (InputStream in = opener.open()) {
                                contents.add(in.readAllBytes());
                            }
                        }
                    });
        }

        assertThat(contents).hasSize(2);
        assertThat(contents.getFirst()).isEqualTo(JPEG);
        assertThat(attachments).extracting(Attachment::state).containsOnly(AttachmentState.PENDING);
        assertThat(attachments)
                .extracting(Attachment::sniffedType)
                .containsExactly("image/jpeg", "application/pdf");
        assertThat(export.report().attachmentsFound()).isEqualTo(2);
        assertThat(export.report().chat()).isEqualTo("Bob");
    }

    @Test
    void aNameInTheZipIsAnAttachmentWhateverTheWords() throws IOException {
        String chat =
                "13/01/2024, 10:00 - Ana: blargh صورتي العجيبة.heic wuff\n13/01/2024, 10:01 - Bob: x";
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file("chat.txt", chat),
                        file("صورتي العجيبة.heic", JPEG));

        assertThat(export.report().attachmentsFound()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotInTheZipIsMissing() throws IOException {
        SourceReport report = zip(StandardCharsets.UTF_8, file("chat.txt", CHAT)).report();

        assertThat(report.attachmentsMissing()).isEqualTo(2);
        assertThat(report.attachmentsFound()).isZero();
    }

    @Test
    void namesInTheCharactersOfDosAreFound() throws IOException {
        Export export =
                zip(
                        Charset.forName("IBM437"),
                        file("chat.txt", CHAT),
                        file("Größe & Maß.pdf", JPEG));

        assertThat(export.report().attachmentsFound()).isEqualTo(1);
    }

    @Test
    void namesThatPointOutsideAreOnlyNames() throws IOException {
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file("chat.txt", CHAT),
                        file("../../IMG-20240113-WA0001.jpg", JPEG));

        assertThat(export.report().attachmentsFound()).isEqualTo(1);
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("points outside"));
    }

    @Test
    void namesThatDifferInCaseAreTwoFiles() throws IOException {
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file(
                                "chat.txt",
                                "13/01/2024, 10:00 - Ana: a.PDF (file attached)\n13/01/2024, 10:01 - Ana: A.pdf (file attached)"),
                        file("a.PDF", new byte[3]),
                        file("A.pdf", new byte[4]));

        assertThat(export.events())
                .extracting(
                        event ->
                                ((Content.Message) event.content()).attachments().getFirst().size())
                .containsExactly(3L, 4L);
    }

    @Test
    void aZipWithSeveralChatsGivesAll() throws IOException {
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file("WhatsApp Chat with Bob.txt", "13/01/2024, 10:00 - Bob: one"),
                        file("WhatsApp Chat with Carl.txt", "13/01/2024, 11:00 - Carl: two"));

        assertThat(export.texts()).containsExactlyInAnyOrder("one", "two");
        assertThat(export.events())
                .extracting(event -> event.chat().title())
                .containsExactlyInAnyOrder("Bob", "Carl");
        assertThat(export.report().events()).isEqualTo(2);
    }

    @Test
    void aTextThatSomebodySentIsNoChat() throws IOException {
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file("notes.txt", "13/01/2024, 09:00 - Zed: old notes"),
                        file(
                                "_chat.txt",
                                "[13/01/2024, 10:00:00] Ana: \u200E<attached: notes.txt>"));

        assertThat(export.report().events()).isEqualTo(1);
        assertThat(export.report().attachmentsFound()).isEqualTo(1);
    }

    @Test
    void ofAZipThatIsCutShortTheReadablePartIsRead() throws IOException {
        StringBuilder chat = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            chat.append(
                    "13/01/2024, %02d:%02d - Ana: message number %d\n"
                            .formatted(i / 60 % 24, i % 60, i));
        }
        byte[] whole =
                zip(
                                StandardCharsets.UTF_8,
                                file("IMG-1.jpg", JPEG),
                                file("chat.txt", chat.toString()))
                        .bytes();
        Export export = Export.bytes("cut.zip", Arrays.copyOf(whole, whole.length * 2 / 3));

        SourceReport report = export.report();

        assertThat(report.events()).isBetween(500L, 1999L);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("cut short"));
    }

    @Test
    void anEncryptedEntryIsNamedAndTheRestIsRead() throws IOException {
        byte[] bytes =
                zip(
                                StandardCharsets.UTF_8,
                                file("chat.txt", CHAT),
                                file("IMG-20240113-WA0001.jpg", JPEG))
                        .bytes();
        encrypt(bytes, "IMG-20240113-WA0001.jpg");

        SourceReport report = Export.bytes("x.zip", bytes).report();

        assertThat(report.events()).isEqualTo(4);
        assertThat(report.attachmentsMissing()).isEqualTo(2);
        assertThat(report.warnings())
                .anyMatch(
                        warning ->
                                warning.contains("IMG-20240113-WA0001.jpg")
                                        && warning.contains("encrypted"));
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        Export export =
                zip(
                        StandardCharsets.UTF_8,
                        file("chat.txt", CHAT),
                        file("IMG-20240113-WA0001.jpg", new byte[80 * 1024 * 1024]));

        SourceReport report = export.report();

        assertThat(report.attachmentsMissing()).isEqualTo(2);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("unpack to far more"));
    }

    @Test
    void aZipWithoutAChatIsRefusedByName() throws IOException {
        Export export = zip(StandardCharsets.UTF_8, file("a.jpg", JPEG)).named("holiday.zip");

        assertThat(export.recognised()).isFalse();
        assertThatThrownBy(export::report)
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("holiday.zip");
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record File(String name, byte[] content) {}

    private static File file(String name, String text) {
        return new File(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static File file(String name, byte[] content) {
        return new File(name, content);
    }

    private static Export zip(Charset names, File... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (File file : files) {
                ZipEntry entry = new ZipEntry(file.name());
                if (file.name().endsWith(".jpg") && file.content().length < 1000) {
                    CRC32 crc = new CRC32();
                    crc.update(file.content());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.content().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.content());
                zip.closeEntry();
            }
        }
        return Export.bytes("export.zip", out.toByteArray());
    }

    /// Sets the flag for encryption in both headers of an entry.
    private static void encrypt(byte[] zip, String name) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (text.startsWith("PK\u0003\u0004", at - 30)) {
                zip[at - 30 + 6] |= 1;
            } else if (text.startsWith("PK\u0001\u0002", at - 46)) {
                zip[at - 46 + 8] |= 1;
            }
        }
    }
}
