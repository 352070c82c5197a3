package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What TeleMessage delivered, from the command line into mailboxes, and counted.
class LeavingTeleMessageTest {
    private static final String ZIP = "202311150000-TeleMessage_1_010203.zip";
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void users() {
        wharf = new Wharf(folder);
        wharf.write(
                "users.csv",
                "name,phone,email\nAna Ruiz,+16174354634,ana@firm.example\nCy Ode,,cy@firm.example\n");
    }

    private static String mail(int id, String subject, String type, String body) {
        return """
               Message-ID: <%d.1700000000@telemessage.com>
               Date: Tue, 14 Nov 2023 22:13:%02d +0000
               From: Ana Ruiz 16174354634 <ana@firm.example>
               To: Bob Lee 12124325249 <12124325249@archive.telemessage.com>
               Subject: %s
               MIME-Version: 1.0
               Content-Type: %s

               %s
               """
                .formatted(id, id, subject, type, body)
                .replace("\n", "\r\n");
    }

    private static String message(int id, String words) {
        return mail(
                id,
                "WhatsApp Message From 16174354634 to 12124325249",
                "text/plain; charset=UTF-8",
                words);
    }

    private static String withPicture(int id) {
        return mail(
                id,
                "WhatsApp Message From 16174354634 to 12124325249",
                "multipart/mixed; boundary=b",
                "--b\nContent-Type: text/plain\n\nthe new crane\n"
                        + "--b\nContent-Type: image/jpeg; name=crane.jpg\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getEncoder().encodeToString(JPEG)
                        + "\n--b--\n");
    }

    private static String deleted(int id) {
        return mail(
                id,
                "DELETED - UNREAD - WhatsApp Message From 16174354634 to 12124325249",
                "text/plain; charset=UTF-8",
                "forget the invoice");
    }

    private static String group(int id) {
        return mail(
                        id,
                        "WhatsApp Message from 16174354634 to Sales Group",
                        "text/plain; charset=UTF-8",
                        "numbers are up")
                .replace(
                        "To: ",
                        "To: Cy Ode <cy@firm.example>, Dee 447700900123 <dee@client.example>, ");
    }

    private void delivery(String manifest, String... mails) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < mails.length; i++) {
                entry(zip, (i + 1) + ".eml", mails[i]);
            }
            entry(zip, "manifest.mf", manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.write(folder.resolve(ZIP), out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void wholeDelivery() {
        delivery(
                "Count: 5\n1.eml\n2.eml\n3.eml\n4.eml\n5.eml\n",
                message(1, "Good morning Bob"),
                withPicture(2),
                deleted(3),
                group(4),
                mail(5, "SMS Message From 16174354634 to 1212432", "text/plain", "by text"));
    }

    private Wharf.Result imports(String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", "--users", "users.csv"));
        arguments.addAll(List.of(more));
        arguments.add("--json");
        return wharf.run(arguments.toArray(String[]::new));
    }

    private long total(String query) {
        return wharf.json("search", query).path("total").longValue();
    }

    @Test
    void aDeliveryIsArchivedAndItsCountsAgree() {
        wholeDelivery();

        JsonNode run = imports(ZIP).succeeded().json();

        JsonNode source = run.path("sources").get(0);
        assertThat(source.path("kind").stringValue()).isEqualTo("archive-mail");
        JsonNode counts = source.path("reconciliation");
        assertThat(counts.path("agrees").booleanValue()).isTrue();
        assertThat(counts.path("announced").longValue()).isEqualTo(5);
        assertThat(counts.path("found").longValue()).isEqualTo(5);
        assertThat(counts.path("added").longValue()).isEqualTo(5);
        assertThat(counts.path("unknown").longValue()).isEqualTo(1);
        assertThat(counts.path("days").get(0).path("day").stringValue()).isEqualTo("2023-11-14");
        assertThat(run.path("reconciliation")).isEqualTo(counts);
        ImportTest.assertAddUp(run.path("counters"));
        assertThat(wharf.run("verify").exit()).isZero();
    }

    @Test
    void searchFindsWordsPeopleAndWhatWasDeleted() {
        wholeDelivery();
        imports(ZIP).succeeded();

        assertThat(total("crane")).isEqualTo(1);
        assertThat(total("invoice")).isEqualTo(1);
        assertThat(total("numbers")).isEqualTo(1);
        JsonNode hit = wharf.json("search", "morning").path("hits").get(0);
        assertThat(hit.path("mailboxes").get(0).stringValue()).isEqualTo("ana@firm.example");
        assertThat(hit.path("from").stringValue()).contains("Ana Ruiz");
        assertThat(hit.path("date").stringValue()).isEqualTo("2023-11-14T22:13:01Z");
    }

    @Test
    void whoIsKnownByAddressAloneGetsTheItemsToo() {
        wholeDelivery();
        imports(ZIP).succeeded();

        JsonNode hit = wharf.json("search", "numbers").path("hits").get(0);

        assertThat(hit.path("mailboxes").toString())
                .isEqualTo("[\"ana@firm.example\",\"cy@firm.example\"]");
    }

    @Test
    void theSameDeliveryAddsNothingAndStillAgrees() {
        wholeDelivery();
        imports(ZIP).succeeded();
        long items = total("*");

        JsonNode again = imports(ZIP).succeeded().json();

        assertThat(again.path("counters").path("imported").longValue()).isZero();
        assertThat(again.path("reconciliation").path("known").longValue()).isEqualTo(5);
        assertThat(again.path("reconciliation").path("agrees").booleanValue()).isTrue();
        assertThat(total("*")).isEqualTo(items);
    }

    @Test
    void aMailInAFolderToItIsTheSameItem() throws IOException {
        wholeDelivery();
        imports(ZIP).succeeded();
        Path loose = Files.createDirectories(folder.resolve("loose"));
        Files.writeString(loose.resolve("a.eml"), message(1, "Good morning Bob"));
        Files.writeString(loose.resolve("b.eml"), message(7, "Good night Bob"));

        JsonNode run = imports("loose").succeeded().json();

        assertThat(run.path("reconciliation").path("known").longValue()).isEqualTo(1);
        assertThat(run.path("reconciliation").path("added").longValue()).isEqualTo(1);
        assertThat(total("*")).isEqualTo(6);
    }

    @Test
    void aMailThatIsMissingIsSaidAndTheRestIsArchived() {
        delivery("Count: 2\n1.eml\nlost.eml\n", message(1, "Good morning Bob"));

        Wharf.Result result = imports(ZIP);

        assertThat(result.exit()).isEqualTo(4);
        JsonNode counts = result.json().path("reconciliation");
        assertThat(counts.path("agrees").booleanValue()).isFalse();
        assertThat(counts.path("missing").longValue()).isEqualTo(1);
        assertThat(counts.path("missingNames").get(0).stringValue()).isEqualTo("lost.eml");
        assertThat(result.json().path("run").path("state").stringValue()).isEqualTo("incomplete");
        assertThat(total("morning")).isEqualTo(1);
        assertThat(wharf.run("import", "--users", "users.csv", ZIP).out()).contains("DO NOT AGREE");
    }

    @Test
    void theExportKeepsWordsAndFiles() throws IOException {
        wholeDelivery();
        imports(ZIP).succeeded();

        wharf.run("export", "ana@firm.example", "--format", "eml").succeeded();

        List<String> mails = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(Files::isRegularFile)
                            .filter(path -> path.toString().endsWith(".eml"))
                            .toList()) {
                mails.add(whole(file));
            }
        }
        assertThat(mails)
                .anyMatch(
                        mail ->
                                mail.contains("the new crane")
                                        && mail.contains("crane.jpg")
                                        && mail.contains(Base64.getEncoder().encodeToString(JPEG))
                                        && mail.contains("X-Wharf-Source: archive-mail"));
        assertThat(mails).anyMatch(mail -> mail.contains("forget the invoice"));
    }

    /// The mail as it is, and behind it its words.
    private static String whole(Path file) throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(file, StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(file)) {
            words(Message.Builder.of(in).build(), all);
        }
        return all.toString();
    }

    private static void words(Entity entity, StringBuilder to) throws IOException {
        switch (entity.getBody()) {
            case Multipart parts -> {
                for (Entity part : parts.getBodyParts()) {
                    words(part, to);
                }
            }
            case TextBody text -> {
                try (Reader reader = text.getReader()) {
                    to.append(reader.readAllAsString());
                }
            }
            default -> {}
        }
    }

    @Test
    void exportsAndMailsMayLieInOneFolder() throws IOException {
        Path both = Files.createDirectories(folder.resolve("both"));
        Files.writeString(both.resolve("a.eml"), message(1, "Good morning Bob"));
        Files.writeString(both.resolve("chat.txt"), "14/09/2026, 08:58 - Ana: Good evening\n");

        JsonNode run =
                imports("both", "--zone", "Europe/Madrid", "--date-order", "dmy")
                        .succeeded()
                        .json();

        assertThat(run.path("sources").size()).isEqualTo(2);
        assertThat(total("morning") + total("evening")).isEqualTo(2);
    }
}
