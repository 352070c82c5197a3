package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What failed or was refused is in the ledger as well, with its outcome and the error's code.
class AuditOfFailuresTest {

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void archive() {
        wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
        wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv").succeeded();
    }

    private List<String> acts(String kind) {
        List<String> acts = new ArrayList<>();
        wharf.json("audit", "--type", kind)
                .path("entries")
                .forEach(
                        act ->
                                acts.add(
                                        act.path("outcome").stringValue()
                                                + " "
                                                + error(act.path("details"))));
        return acts;
    }

    private static String error(JsonNode details) {
        return details.path("error").asString("");
    }

    @Test
    void aMailboxThatIsNotThere() {
        wharf.run("show", "nobody@firm.example");
        wharf.run("export", "nobody@firm.example", "--format", "eml");

        assertThat(acts("view")).contains("failed NOT_FOUND");
        assertThat(acts("export")).containsExactly("failed NOT_FOUND");
    }

    @Test
    void aQueryThatCannotBeRead() {
        wharf.run("search", "(");

        assertThat(acts("search")).containsExactly("failed QUERY_INVALID");
    }

    @Test
    void anExportThatWouldOverwrite() throws IOException {
        Files.createDirectories(folder.resolve("out/there"));

        wharf.run("export", "ana@firm.example", "--format", "eml", "--out", "out");

        assertThat(acts("export")).containsExactly("refused NOT_ALLOWED");
    }

    @Test
    void aBackupWithoutAConfirmedRecoveryKey() {
        wharf.run("backup", folder.resolve("backup").toString());

        assertThat(acts("backup")).containsExactlyInAnyOrder("done ", "refused NOT_ALLOWED");
    }

    @Test
    void aRestorationOverAnArchive() {
        wharf.answering("key", "restore", folder.resolve("backup").toString());

        assertThat(acts("restore")).containsExactly("refused NOT_ALLOWED");
    }

    @Test
    void aRecoveryKeyThatIsMistyped() {
        wharf.answering("7QK2-9XTA", "keys", "confirm-recovery");

        assertThat(acts("key")).contains("refused NOT_ALLOWED");
    }

    @Test
    void aVerificationThatFindsDamage() throws IOException {
        Path pack;
        try (var packs = Files.list(wharf.home().resolve("archive/packs"))) {
            pack = packs.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack, bytes);

        wharf.run("verify");

        assertThat(acts("verify")).singleElement().asString().startsWith("failed");
    }
}
