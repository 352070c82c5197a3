package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.file.ZipLimits;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
        List<byte[]> contents = contents(export);
        List<Attachment> attachments = attachments(export);

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
        byte[] whole =
                zip(StandardCharsets.UTF_8, file("IMG-1.jpg", JPEG), file("chat.txt", longChat()))
                        .bytes();
        Export export = Export.bytes("cut.zip", Arrays.copyOf(whole, whole.length * 2 / 3));

        SourceReport report = export.report();

        assertThat(report.events()).isBetween(500L, 1999L);
        assertThat(export.damage()).contains("breaks off").contains("up to line");
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
    void aDamagedFileIsMissingAndSaysWhyAndTheRestIsRead() throws IOException {
        byte[] bytes =
                zip(
                                StandardCharsets.UTF_8,
                                file("IMG-20240113-WA0001.jpg", JPEG),
                                file("chat.txt", CHAT),
                                file("Größe & Maß.pdf", JPEG))
                        .bytes();
        bytes[indexOf(bytes, JPEG)] ^= 1;
        Export export = Export.bytes("export.zip", bytes);

        List<Attachment> attachments = attachments(export);

        assertThat(attachments)
                .extracting(Attachment::state)
                .containsExactly(AttachmentState.MISSING, AttachmentState.PENDING);
        assertThat(attachments.getFirst().reason()).contains("checksum");
        assertThat(export.report().attachmentsMissing()).isEqualTo(1);
        assertThat(export.report().attachmentsFound()).isEqualTo(1);
        assertThat(export.report().warnings())
                .anyMatch(warning -> warning.contains("IMG-20240113-WA0001.jpg"));
        assertThat(export.damage()).isNull();
    }

    @Test
    void compressedFilesThatBreakOffAreMissing() throws IOException {
        byte[] pdf = noise(50_000);
        Export whole =
                zip(StandardCharsets.UTF_8, file("Größe & Maß.pdf", pdf), file("chat.txt", CHAT));
        byte[] bytes = whole.bytes().clone();
        Arrays.fill(bytes, 20_000, 20_100, (byte) 0xFF);

        Export export = Export.bytes("export.zip", bytes);

        assertThat(attachments(whole).getLast().state()).isEqualTo(AttachmentState.PENDING);
        assertThat(attachments(export).getLast().state()).isEqualTo(AttachmentState.MISSING);
        assertThat(attachments(export).getLast().reason()).contains("damaged in the zip");
    }

    @Test
    void aFileInAnUnknownCompressionIsMissing() throws IOException {
        byte[] bytes =
                zip(
                                StandardCharsets.UTF_8,
                                file("chat.txt", CHAT),
                                file("IMG-20240113-WA0001.jpg", JPEG))
                        .bytes();
        patch(bytes, "IMG-20240113-WA0001.jpg", 2, 97);

        Attachment photo = attachments(Export.bytes("export.zip", bytes)).getFirst();

        assertThat(photo.state()).isEqualTo(AttachmentState.MISSING);
        assertThat(photo.reason()).contains("cannot be read");
    }

    @Test
    void ofADamagedTextEveryLineBeforeTheDamageIsRead() throws IOException {
        Export whole = zip(StandardCharsets.UTF_8, file("_chat.txt", longChat()));
        byte[] bytes = whole.bytes().clone();
        int at = bytes.length / 2;
        Arrays.fill(bytes, at, at + 200, (byte) 0xFF);
        Export export = Export.bytes("export.zip", bytes);

        List<String> read = export.texts();

        assertThat(read).hasSizeGreaterThan(500).hasSizeLessThan(2000);
        assertThat(whole.texts().subList(0, read.size() - 20))
                .isEqualTo(read.subList(0, read.size() - 20));
        assertThat(export.report().events()).isEqualTo(read.size());
        assertThat(export.damage()).contains("_chat.txt").contains("Export the chat again");
        assertThat(whole.damage()).isNull();
    }

    @Test
    void aTextWithAnotherChecksumIsReadToItsEndAndCalledDamaged() throws IOException {
        byte[] bytes = zip(StandardCharsets.UTF_8, file("_chat.txt", CHAT)).bytes();
        int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[directory + 16] ^= 1;
        Export export = Export.bytes("export.zip", bytes);

        assertThat(export.texts()).hasSize(4);
        assertThat(export.damage()).contains("checksum");
    }

    @Test
    void anEncryptedChatIsRefusedByName() throws IOException {
        byte[] bytes = zip(StandardCharsets.UTF_8, file("_chat.txt", CHAT)).bytes();
        encrypt(bytes, "_chat.txt");

        assertThatThrownBy(() -> Export.bytes("export.zip", bytes).report())
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("_chat.txt")
                .hasMessageContaining("encrypted");
    }

    @Test
    void oneChatThatCannotBeReadDoesNotHideBehindAnother() throws IOException {
        byte[] bytes =
                zip(
                                StandardCharsets.UTF_8,
                                file("WhatsApp Chat with Bob.txt", CHAT),
                                file("WhatsApp Chat with Eve.txt", CHAT))
                        .bytes();
        encrypt(bytes, "WhatsApp Chat with Eve.txt");
        Export export = Export.bytes("export.zip", bytes);

        assertThat(export.texts()).hasSize(4);
        assertThat(export.damage()).contains("WhatsApp Chat with Eve.txt").contains("encrypted");
    }

    @Test
    void mediaBeforeTheBreakCanBeOpened() throws IOException {
        byte[] whole =
                zip(
                                StandardCharsets.UTF_8,
                                file("chat.txt", CHAT),
                                file("Größe & Maß.pdf", noise(3000)),
                                file("IMG-20240113-WA0001.jpg", JPEG))
                        .bytes();
        byte[] cut = Arrays.copyOf(whole, indexOf(whole, JPEG) + 3);

        List<byte[]> contents = contents(Export.bytes("cut.zip", cut));

        assertThat(contents).hasSize(1);
        assertThat(contents.getFirst()).isEqualTo(noise(3000));
    }

    @Test
    void aZipWhoseFilesOverlapIsRefused() throws IOException {
        byte[] bytes =
                zip(
                                StandardCharsets.UTF_8,
                                file("_chat.txt", CHAT),
                                file("IMG-1.jpg", noise(500)),
                                file("IMG-2.jpg", noise(500)))
                        .bytes();
        // The directory says that the second photo is where the first is.
        int first = indexOf(bytes, "IMG-1.jpg".getBytes(StandardCharsets.US_ASCII), 2);
        int second = indexOf(bytes, "IMG-2.jpg".getBytes(StandardCharsets.US_ASCII), 2);
        System.arraycopy(bytes, first - 4, bytes, second - 4, 4);

        assertThatThrownBy(() -> Export.bytes("bomb.zip", bytes).report())
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("bomb.zip")
                .hasMessageContaining("overlap");
    }

    @Test
    void aZipThatUnpacksToFarMoreThanItsSizeIsRefused() throws IOException {
        List<File> files = new ArrayList<>(List.of(file("_chat.txt", CHAT)));
        byte[] zeros = new byte[60 << 20];
        for (int i = 0; i < 18; i++) {
            files.add(file("IMG-%d.dat".formatted(i), zeros));
        }
        Export bomb = zip(StandardCharsets.UTF_8, files.toArray(File[]::new)).named("bomb.zip");
        Export cut =
                Export.bytes("bomb.zip", Arrays.copyOf(bomb.bytes(), bomb.bytes().length - 100));

        for (Export one : List.of(bomb, cut)) {
            assertThatThrownBy(one::report)
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining("50 times");
        }
    }

    @Test
    void aZipOfTooManyFilesIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i <= ZipLimits.MOST_ENTRIES; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
            }
        }

        assertThatThrownBy(() -> Export.bytes("many.zip", out.toByteArray()).report())
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("many.zip")
                .hasMessageContaining("200,000");
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

    private static String longChat() {
        StringBuilder chat = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            chat.append(
                    "13/01/2024, %02d:%02d - Ana: message number %d\n"
                            .formatted(i / 60 % 24, i % 60, i));
        }
        return chat.toString();
    }

    /// Bytes that hardly compress, the same every time.
    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return indexOf(bytes, part, 1);
    }

    /// @param which the first or a later place
    private static int indexOf(byte[] bytes, byte[] part, int which) {
        int left = which;
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length) && --left == 0) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    /// What the files that can be had hold, in the order of the chat.
    static List<byte[]> contents(Export export) {
        List<byte[]> contents = new ArrayList<>();
        export.read(
                event -> {
                    for (var opener : event.pending()) {
                        try (InputStream in = opener.open()) {
                            contents.add(in.readAllBytes());
                        }
                    }
                });
        return contents;
    }

    static List<Attachment> attachments(Export export) {
        return export.events().stream()
                .map(Event::content)
                .filter(Content.Message.class::isInstance)
                .flatMap(content -> ((Content.Message) content).attachments().stream())
                .toList();
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
        patch(zip, name, 0, 1);
    }

    /// @param field of both headers of an entry, counted from the flags
    private static void patch(byte[] zip, String name, int field, int value) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (text.startsWith("PK\u0003\u0004", at - 30)) {
                zip[at - 30 + 6 + field] |= (byte) value;
            } else if (text.startsWith("PK\u0001\u0002", at - 46)) {
                zip[at - 46 + 8 + field] |= (byte) value;
            }
        }
    }
}
