package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.Digests;
import dev.wharf.testkit.graph.FakeAttachment;
import dev.wharf.testkit.graph.FakeExchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Files over 10 MB, where the connector of Microsoft's refused items; over 25 MB, where mail
/// servers commonly do; and over 150 MB, which is more than a mailbox takes.
class LargeFilesTest {
    private static final String ANA = "ana@firm.example";
    private static final int OVER_10 = 11_000_000;
    private static final int OVER_25 = 26_000_000;
    private static final int OVER_150 = 160_000_000;

    @TempDir private Path folder;

    @Test
    void twoAreImportedWholeAndTheThirdIsNamedAndInTheArchive() throws Exception {
        Wharf wharf = new Wharf(folder);
        wharf.write("users.csv", "name,phone,email\nAna Ruiz,+34 612 345 678," + ANA + "\n");
        Map<Integer, String> digests =
                Map.of(
                        OVER_10, file("plan.pdf", OVER_10),
                        OVER_25, file("model.pdf", OVER_25),
                        OVER_150, file("survey.pdf", OVER_150));
        wharf.write(
                "chat/_chat.txt",
                """
                [14/09/2026, 08:01:00] +34 612 345 678: \u200E<attached: plan.pdf>
                [14/09/2026, 08:02:00] +34 612 345 678: \u200E<attached: model.pdf>
                [14/09/2026, 08:03:00] +34 612 345 678: \u200E<attached: survey.pdf>
                """);
        wharf.run("import", "chat", "--users", "users.csv", "--zone", "UTC").succeeded();
        try (FakeExchange exchange = new FakeExchange(Clock.systemUTC()).with(ANA)) {
            wharf.answering(FakeExchange.SECRET + "\n", "connector", "secret", "put", "m365/secret")
                    .succeeded();
            wharf.write(
                    "m365.yaml",
                    "name: m365\nschedule: manual\ndestinations:\n"
                            + Destinations.tenant(exchange));
            wharf.run("connector", "create", "m365.yaml", "--accept-terms").succeeded();

            JsonNode run = wharf.json("connector", "run", "m365", "--users", "users.csv");

            List<FakeAttachment> files = files(exchange);
            assertThat(files.stream().map(file -> Digests.sha256(file.content()).sha256()))
                    .contains(digests.get(OVER_10), digests.get(OVER_25));
            assertThat(run.path("counters").path("imported").intValue()).isEqualTo(2);
            assertThat(run.path("counters").path("partially").intValue()).isEqualTo(1);
            String left = digests.get(OVER_150);
            String notice = notice(files);
            assertThat(notice).contains("survey.pdf", "160000000 bytes", left);
            String item = notice.replaceAll("(?s).*wharf show (\\S+) --raw.*", "$1");
            assertThat(original(wharf, item)).isEqualTo(left);
            assertThat(wharf.run("connector", "logs", "m365", "--details").succeeded().out())
                    .contains("160000000 bytes, SHA-256 " + left);
            assertThat(exchange.wrong()).isEmpty();
        }
    }

    private static List<FakeAttachment> files(FakeExchange exchange) {
        return exchange.messages(ANA, Destinations.FOLDER).stream()
                .flatMap(message -> message.attachments().stream())
                .toList();
    }

    private static String notice(List<FakeAttachment> files) {
        return files.stream()
                .filter(file -> file.name().endsWith(".txt"))
                .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /// Of the file in the mail that the archive gives back.
    private String original(Wharf wharf, String item) throws Exception {
        Path mail = folder.resolve("whole.eml");
        wharf.into(mail, "show", item, "--raw");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(mail))) {
            toFile(in);
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream file =
                    new DigestInputStream(Base64.getMimeDecoder().wrap(in), sha256)) {
                assertThat(file.transferTo(OutputStream.nullOutputStream())).isEqualTo(OVER_150);
            }
            return HexFormat.of().formatHex(sha256.digest());
        }
    }

    /// Past the empty line after the part's header that names the file.
    private static void toFile(InputStream in) throws IOException {
        boolean named = false;
        for (String line = line(in); !named || !line.isEmpty(); line = line(in)) {
            named |= line.contains("survey.pdf") && line.startsWith("Content-Disposition");
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new AssertionError("the mail has no survey.pdf");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    /// Its digest.
    private String file(String name, int size) throws IOException, NoSuchAlgorithmException {
        Path file = Files.createDirectories(folder.resolve("chat")).resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(name.getBytes(StandardCharsets.UTF_8));
            out.setLength(size);
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
