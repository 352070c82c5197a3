package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is archived stays as it is, can be made again, and goes only when it is told to.
class KeepingTest {

    private static final List<String> MAILBOXES =
            List.of(
                    "layla.haddad@harbour.example",
                    "lena.hartmann@harbour.example",
                    "sam.carter@harbour.example");

    @TempDir private Path folder;
    private Wharf wharf;
    private String recoveryKey = "";

    @BeforeEach
    void demo() {
        JsonNode demo = new Wharf(folder).json("demo", "--home", folder.resolve("demo").toString());
        recoveryKey = demo.path("recoveryKey").stringValue();
        wharf = new Wharf(folder).with("WHARF_HOME", home().toString());
    }

    @Test
    void rebuildGivesBackEveryMailboxByteForByte() throws IOException {
        Map<String, String> before = exported("before");
        JsonNode quarantine = wharf.json("quarantine", "list");
        JsonNode run = wharf.json("runs", "run-000001");
        delete(home().resolve("archive/catalog.db"));
        delete(home().resolve("archive/catalog.db-wal"));
        delete(home().resolve("archive/catalog.db-shm"));
        delete(home().resolve("archive/index"));

        wharf.run("rebuild").succeeded();

        assertThat(exported("after")).isEqualTo(before).hasSize(3);
        assertThat(wharf.json("quarantine", "list")).isEqualTo(quarantine);
        assertThat(wharf.json("runs", "run-000001")).isEqualTo(run);
        assertThat(wharf.json("search", "bolts").path("total").longValue()).isPositive();
        assertThat(wharf.run("verify").exit()).isZero();
    }

    @Test
    void aBackupGivesEverythingBackAndErasedItemsStayErased() throws IOException {
        String gone = first("Angebot OR Tippfehler");
        wharf.run("erase", gone, "--reason", "test", "--yes").succeeded();
        Map<String, String> before = exported("before");
        wharf.answering(recoveryKey, "keys", "confirm-recovery").succeeded();
        wharf.run("backup", folder.resolve("backup").toString()).succeeded();
        delete(home());

        Wharf.Result restored =
                wharf.answering(recoveryKey, "restore", folder.resolve("backup").toString());

        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(exported("after")).isEqualTo(before);
        assertThat(wharf.run("show", gone).exit()).isEqualTo(6);
    }

    @Test
    void aWrongRecoveryKeyRestoresNothing() throws IOException {
        wharf.answering(recoveryKey, "keys", "confirm-recovery").succeeded();
        wharf.run("backup", folder.resolve("backup").toString()).succeeded();
        String wrong =
                new Wharf(folder.resolve("demo"))
                        .json("demo", "--home", folder.resolve("other").toString())
                        .path("recoveryKey")
                        .stringValue();
        delete(home());

        Wharf.Result refused =
                wharf.answering(wrong, "restore", folder.resolve("backup").toString());

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(home()).doesNotExist();
    }

    @Test
    void anErasedItemIsNotShownNotFoundAndNotExported() throws IOException {
        String gone = first("Tippfehler");

        assertThat(wharf.run("erase", gone, "--yes").exit()).isEqualTo(6);
        wharf.run("erase", gone, "--reason", "court order 12", "--yes").succeeded();

        assertThat(wharf.run("show", gone).exit()).isEqualTo(6);
        assertThat(wharf.json("search", "Tippfehler").path("total").longValue()).isZero();
        assertThat(wharf.json("audit", "--type", "erase").path("entries"))
                .extracting(act -> act.path("outcome").stringValue())
                .containsExactlyInAnyOrder("refused", "done");
        assertThat(wharf.run("audit", "--type", "erase").out()).contains("court order 12");
        assertThat(wharf.run("verify").exit()).isZero();
        Wharf.Result export =
                wharf.run("export", MAILBOXES.get(1), "--format", "eml", "--out", "eml");
        assertThat(export.out()).contains("1 left out");
    }

    @Test
    void somebodyWhoIsMappedGetsWhatWaited() {
        JsonNode waiting = wharf.json("quarantine", "list").path("waiting").path(0);
        String mei = "mei.tanaka@harbour.example";

        wharf.run("quarantine", "map", waiting.path("party").asString(), mei).succeeded();

        JsonNode boxes = wharf.json("mailboxes").path("mailboxes");
        assertThat(boxes)
                .anySatisfy(
                        box -> {
                            assertThat(box.path("mailbox").stringValue()).isEqualTo(mei);
                            assertThat(box.path("items").longValue())
                                    .isEqualTo(waiting.path("items").longValue());
                        });
    }

    @Test
    void aMendedUsersFileDeliversWhatWaitedForItsPeople() {
        wharf.write(
                "users.csv",
                "name,phone,email\nMei Tanaka,+81 90 5550 0166,mei.tanaka@harbour.example\n");

        JsonNode replayed =
                wharf.json("quarantine", "replay", "--users", "users.csv", "--match-names");

        assertThat(replayed.path("copies").longValue()).isPositive();
        assertThat(wharf.json("mailboxes").path("mailboxes").toString()).contains("mei.tanaka");
    }

    @Test
    void aHomeThatAnotherProcessHoldsIsRefusedWithItsHolder() throws IOException {
        try (FileChannel channel =
                FileChannel.open(home().resolve("lock"), StandardOpenOption.WRITE)) {
            channel.lock(1L << 40, 1, false);

            Wharf.Result refused = wharf.run("mailboxes");

            assertThat(refused.exit()).isEqualTo(75);
            assertThat(refused.err()).contains("process ").hasLineCount(1);
        }
    }

    @Test
    void aBlobThatWasChangedIsFound() throws IOException {
        Path pack;
        try (Stream<Path> packs = Files.list(home().resolve("archive/packs"))) {
            pack = packs.sorted().findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack, bytes);

        Wharf.Result result = wharf.run("verify");

        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(5);
    }

    @Test
    void keysRotateAndEverythingStaysReadable() throws IOException {
        Map<String, String> before = exported("before");

        wharf.run("keys", "rotate").succeeded();

        assertThat(exported("after")).isEqualTo(before);
        assertThat(wharf.run("verify").exit()).isZero();
    }

    private Path home() {
        return folder.resolve("demo/home");
    }

    private String first(String query) {
        return wharf.json("search", query).path("hits").path(0).path("item").stringValue();
    }

    /// Digests of all mailboxes as mbox files.
    private Map<String, String> exported(String name) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        Files.createDirectories(folder.resolve(name));
        for (String mailbox : MAILBOXES) {
            Path file = folder.resolve(name).resolve("mbox-" + mailbox);
            wharf.run("export", mailbox, "--format", "mbox", "--out", file.toString()).succeeded();
            digests.put(
                    mailbox, Files.readString(file.resolveSibling(file.getFileName() + ".sha256")));
        }
        return digests;
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
