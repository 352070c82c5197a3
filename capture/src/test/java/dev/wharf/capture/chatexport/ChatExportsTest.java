package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;
import dev.wharf.testkit.Digests;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// How files and folders become captures.
class ChatExportsTest {
    private static final String CHAT =
            """
            [13/01/2024, 10:00:00] Ana: hi
            \u200E[13/01/2024, 10:01:00] Bob: \u200E<attached: 00000002-PHOTO-2024-01-13-10-01-00.jpg>
            \u200E[13/01/2024, 10:02:00] Ana: offer.pdf • \u200E2 pages \u200E<attached: 00000003-offer.pdf>
            [13/01/2024, 10:03:00] Bob: is that taxes.pdf or ../secret.txt?
            \u200E[13/01/2024, 10:04:00] Ana: \u200E<attached: ../secret.txt>
            """;

    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void exports() throws IOException {
        folder = Files.createDirectory(temporary.resolve("WhatsApp Chat - Bob"));
    }

    @Test
    void aTextAndTheMediaBesideItAreOneCapture() throws IOException {
        unpacked();

        Export export = only(ChatExports.of(List.of(folder)));

        SourceReport report = export.report();
        assertThat(export.name()).isEqualTo("WhatsApp Chat - Bob");
        assertThat(report.attachmentsFound()).isEqualTo(2);
        assertThat(report.attachmentsMissing()).isEqualTo(1);
        assertThat(report.chat()).isEqualTo("Bob");
    }

    @Test
    void theTextMayBeNamedAsWell() throws IOException {
        unpacked();

        Export byText = only(ChatExports.of(List.of(folder.resolve("_chat.txt"))));

        assertThat(byText.bytes()).isEqualTo(only(ChatExports.of(List.of(folder))).bytes());
    }

    @Test
    void namingEveryFileIsTheSame() throws IOException {
        unpacked();

        List<HandedFile> sources =
                ChatExports.of(
                        List.of(
                                folder.resolve("00000002-PHOTO-2024-01-13-10-01-00.jpg"),
                                folder.resolve("00000003-offer.pdf"),
                                folder.resolve("_chat.txt")));

        assertThat(only(sources).report().attachmentsFound()).isEqualTo(2);
    }

    @Test
    void theMediaAreTheirBytes() throws IOException {
        unpacked();

        List<byte[]> contents = ContainersTest.contents(only(ChatExports.of(List.of(folder))));

        assertThat(contents).extracting(String::new).containsExactly("photo", "%PDF-1.7 offer");
    }

    @Test
    void theSameFilesElsewhereAndLaterAreTheSameCapture() throws IOException {
        unpacked();
        byte[] first = only(ChatExports.of(List.of(folder))).bytes();
        Path copy = Files.createDirectories(temporary.resolve("elsewhere/WhatsApp Chat - Bob"));
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }

        assertThat(only(ChatExports.of(List.of(copy))).bytes()).isEqualTo(first);
    }

    @Test
    void theOriginalFilesCanBeTakenOutAndTheirDigestsChecked() throws IOException {
        unpacked();
        Export export = only(ChatExports.of(List.of(folder)));
        TreeMap<String, String> entries = new TreeMap<>();

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(
                        entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        assertThat(entries).containsEntry("_chat.txt", CHAT);
        assertThat(entries.getOrDefault("wharf/SHA256SUMS", "").lines().toList())
                .hasSize(3)
                .contains(digest(CHAT) + "  _chat.txt")
                .contains(digest("%PDF-1.7 offer") + "  00000003-offer.pdf");
        assertThat(export.report().warnings()).anyMatch(warning -> warning.contains(digest(CHAT)));
    }

    @Test
    void whatTheChatDoesNotAttachIsNotTaken() throws IOException {
        unpacked();
        write("taxes.pdf", "private");

        byte[] bytes = only(ChatExports.of(List.of(folder))).bytes();

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain("private")
                .doesNotContain("taxes.pdf\n");
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        Files.writeString(temporary.resolve("secret.txt"), "outside");
        unpacked();

        byte[] bytes = only(ChatExports.of(List.of(folder))).bytes();

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("outside");
    }

    @Test
    void noLinkInTheFolderIsFollowed() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside.jpg"), "outside");
        unpacked();
        Path photo = folder.resolve("00000002-PHOTO-2024-01-13-10-01-00.jpg");
        Files.delete(photo);
        Files.createSymbolicLink(photo, outside);
        Files.createSymbolicLink(folder.resolve("other.txt"), temporary.resolve("_other.txt"));
        Files.writeString(temporary.resolve("_other.txt"), CHAT);

        Export export = only(ChatExports.of(List.of(folder)));

        assertThat(export.report().attachmentsFound()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsALinkIsFollowedWhenNamed() throws IOException {
        unpacked();
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

        assertThat(only(ChatExports.of(List.of(link))).report().attachmentsFound()).isEqualTo(2);
    }

    @Test
    void aTextWithoutMediaStaysItself() throws IOException {
        write("_chat.txt", CHAT);

        Export export = only(ChatExports.of(List.of(folder)));

        assertThat(new String(export.bytes(), StandardCharsets.UTF_8)).isEqualTo(CHAT);
        assertThat(export.report().attachmentsMissing()).isEqualTo(3);
    }

    @Test
    void severalExportsInOneFolderStaySeveral() throws IOException {
        write(
                "WhatsApp Chat with Bob.txt",
                "13/01/2024, 10:00 - Bob: IMG-20240113-WA0001.jpg (file attached)");
        write(
                "WhatsApp Chat with Eve.txt",
                "13/01/2024, 10:00 - Eve: IMG-20240113-WA0002.jpg (file attached)");
        write("IMG-20240113-WA0001.jpg", "bob's");
        write("IMG-20240113-WA0002.jpg", "eve's");
        write("sub/WhatsApp Chat with Zoe.txt", "13/01/2024, 10:00 - Zoe: hi");

        List<HandedFile> sources = ChatExports.of(List.of(folder));

        assertThat(sources)
                .extracting(HandedFile::name)
                .containsExactly(
                        "WhatsApp Chat with Bob.txt",
                        "WhatsApp Chat with Eve.txt",
                        "WhatsApp Chat with Zoe.txt");
        assertThat(ContainersTest.contents(export(sources.get(1))))
                .extracting(String::new)
                .containsExactly("eve's");
    }

    @Test
    void aDocumentThatWasSentIsNoExport() throws IOException {
        write(
                "_chat.txt",
                """
                [13/01/2024, 10:00:00] Ana: \u200E<attached: 00000002-notes.txt>
                [13/01/2024, 10:00:00] Ana: \u200E<attached: 00000003-plans.zip>
                """);
        write("00000002-notes.txt", "remember the milk");
        Files.write(folder.resolve("00000003-plans.zip"), zip("plan.dwg", "x"));

        assertThat(only(ChatExports.of(List.of(folder))).report().attachmentsFound()).isEqualTo(2);
    }

    @Test
    void anExportThatWasSentIsBoth() throws IOException {
        write("_chat.txt", "[13/01/2024, 10:00:00] Ana: \u200E<attached: 00000002-old.zip>");
        Files.write(folder.resolve("00000002-old.zip"), zip("_chat.txt", CHAT));

        List<HandedFile> sources = ChatExports.of(List.of(folder));

        assertThat(sources)
                .extracting(HandedFile::name)
                .containsExactly("00000002-old.zip", "WhatsApp Chat - Bob");
    }

    @Test
    void namesBendAsFileSystemsBendThem() throws IOException {
        write(
                "WhatsApp Chat with Bob.txt",
                """
                13/01/2024, 10:00 - Bob: Größe: 3/4.pdf (file attached)
                13/01/2024, 10:01 - Bob: فایل پیوست شد IMG-20240113-WA0009.jpg
                """);
        write("Gro\u0308ße_ 3_4.pdf", "nfd");
        write("img-20240113-wa0009.JPG", "upper");

        assertThat(only(ChatExports.of(List.of(folder))).report().attachmentsFound()).isEqualTo(2);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsRefusedByName() throws IOException {
        unpacked();
        HandedFile source = ChatExports.of(List.of(folder)).getFirst();

        try (InputStream in = source.open()) {
            write("00000003-offer.pdf", "another offer");

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining("00000003-offer.pdf changed");
        }
    }

    @Test
    void anEmptyFolderIsRefusedByName() {
        assertThatThrownBy(() -> ChatExports.of(List.of(folder)))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("WhatsApp Chat - Bob");
    }

    @Test
    void attachmentsSayWhyTheyAreMissing() throws IOException {
        unpacked();
        Files.delete(folder.resolve("00000003-offer.pdf"));

        List<Attachment> attachments =
                ContainersTest.attachments(only(ChatExports.of(List.of(folder))));

        assertThat(attachments.get(1).reason())
                .isEqualTo("no file of this name lay beside the chat's text");
    }

    private void unpacked() throws IOException {
        write("_chat.txt", CHAT);
        write("00000002-PHOTO-2024-01-13-10-01-00.jpg", "photo");
        write("00000003-offer.pdf", "%PDF-1.7 offer");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static Export only(List<HandedFile> sources) throws IOException {
        assertThat(sources).hasSize(1);
        return export(sources.getFirst());
    }

    private static Export export(HandedFile source) throws IOException {
        try (InputStream in = source.open()) {
            return Export.bytes(source.name(), in.readAllBytes());
        }
    }

    private static String digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
