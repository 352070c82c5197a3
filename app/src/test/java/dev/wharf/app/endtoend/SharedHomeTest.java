package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.cli.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// Commands that change a home which a running process owns, and those that cannot.
class SharedHomeTest {

    @TempDir private Path folder;
    private Wharf wharf;
    private Owner owner;
    private String recoveryKey;

    @BeforeEach
    void archive() {
        wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
        recoveryKey =
                wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv")
                        .path("recoveryKey")
                        .stringValue();
        owner = new Owner(wharf.home());
    }

    @AfterEach
    void stop() {
        owner.close();
    }

    private String item(String query) {
        return wharf.json("search", query).path("hits").path(0).path("item").stringValue();
    }

    @Test
    void anImportReportsItsFilesAndIsFoundAtOnce() {
        wharf.write("WhatsApp Chat with Offer.txt", Chats.LONGER);

        JsonNode run = wharf.json("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv");

        assertThat(run.path("sources").size()).isEqualTo(1);
        assertThat(run.path("counters").path("imported").longValue()).isPositive();
        assertThat(wharf.json("search", "\"gone again\"").path("total").longValue()).isEqualTo(1);
    }

    @Test
    void whatWasImportedBeforeIsSkipped() {
        Wharf.Result again =
                wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv");

        assertThat(again.succeeded().out()).contains(" 0 imported");
    }

    @Test
    void importsAtOnceDoNotMeet() {
        for (int i = 0; i < 4; i++) {
            wharf.write(
                    "WhatsApp Chat with C" + i + ".txt", Chats.LONGER.replace("Offer", "x" + i));
        }
        var all =
                IntStream.range(0, 4)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        wharf.run(
                                                                "import",
                                                                "WhatsApp Chat with C" + i + ".txt",
                                                                "--users",
                                                                "users.csv")))
                        .toList();

        assertThat(all).allSatisfy(each -> assertThat(each.join().exit()).isZero());
        assertThat(wharf.json("verify").path("clean").booleanValue()).isTrue();
    }

    @Test
    void whatWaitsIsMappedAndReplayed() {
        wharf.write("one.csv", "name,phone,email\nAna Ruiz,+34 612 345 678,ana@firm.example\n");
        Wharf other = new Wharf(folder.resolve("other"));
        assertThat(other.folder().toFile().mkdirs()).isTrue();
        Chats.group(other);
        other.run(
                "import",
                "WhatsApp Chat with Offer.txt",
                "--users",
                folder.resolve("one.csv").toString(),
                "--owner",
                "+447700900123");
        try (Owner _ = new Owner(other.home())) {
            String party =
                    other.json("quarantine", "list")
                            .path("waiting")
                            .path(0)
                            .path("party")
                            .asString("");

            other.run("quarantine", "map", party, "ben@firm.example").succeeded();
            other.run("quarantine", "replay", "--users", folder.resolve("users.csv").toString())
                    .succeeded();

            assertThat(other.run("mailboxes").out()).contains("ben@firm.example");
        }
    }

    @Test
    void erasingAsksAtTheCallersTerminal() {
        String item = item("offer");
        wharf.atTerminals("02");

        Wharf.Result refused = wharf.answering("n\n", "erase", item, "--reason", "test");
        Wharf.Result erased = wharf.answering("y\n", "erase", item, "--reason", "test");

        assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(erased.succeeded().err()).contains("Destroy item " + item);
        assertThat(wharf.run("show", item, "--raw").exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(wharf.json("verify").path("clean").booleanValue()).isTrue();
    }

    @Test
    void changesWaitForTheIntakesTurnAndReadingDoesNot() throws InterruptedException {
        String item = item("offer");
        CountDownLatch inTurn = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread intake =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        owner.turn.take(
                                                () -> {
                                                    inTurn.countDown();
                                                    await(go);
                                                    return 0;
                                                }));
        inTurn.await();
        CompletableFuture<Wharf.Result> erasing =
                CompletableFuture.supplyAsync(
                        () -> wharf.run("erase", item, "--reason", "test", "--yes"));

        wharf.run("search", "offer").succeeded();
        wharf.run("show", item).succeeded();
        go.countDown();

        erasing.join().succeeded();
        intake.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBackupOfARunningHomeIsRestoredWhole() {
        wharf.answering(recoveryKey, "keys", "confirm-recovery").succeeded();
        String backup = folder.resolve("backup").toString();
        JsonNode first = wharf.json("backup", backup);
        wharf.write("WhatsApp Chat with Offer.txt", Chats.LONGER);
        wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv").succeeded();
        String erased = item("\"offer is fine\"");
        wharf.run("erase", erased, "--reason", "test", "--yes").succeeded();
        JsonNode second = wharf.json("backup", backup);

        assertThat(first.path("copied").longValue()).isPositive();
        assertThat(second.path("files").longValue()).isPositive();
        Wharf restored =
                new Wharf(folder).with("WHARF_HOME", folder.resolve("restored").toString());
        restored.run("restore", backup, "--recovery-key", recoveryKey).succeeded();
        assertThat(restored.json("verify").path("clean").booleanValue()).isTrue();
        assertThat(restored.json("search", "\"gone again\"").path("total").longValue())
                .isEqualTo(1);
        assertThat(restored.run("show", erased, "--raw").exit())
                .isEqualTo(ExitCode.REFUSED.number());
    }

    @Test
    void backingUpAndImportingGoOnTogether() {
        wharf.answering(recoveryKey, "keys", "confirm-recovery").succeeded();
        wharf.write("WhatsApp Chat with Offer.txt", Chats.LONGER);
        CompletableFuture<Wharf.Result> importing =
                CompletableFuture.supplyAsync(
                        () ->
                                wharf.run(
                                        "import",
                                        "WhatsApp Chat with Offer.txt",
                                        "--users",
                                        "users.csv"));
        for (int i = 0; i < 3; i++) {
            String backup = folder.resolve("backup" + i).toString();
            wharf.run("backup", backup).succeeded();
            Wharf restored =
                    new Wharf(folder).with("WHARF_HOME", folder.resolve("restored" + i).toString());
            restored.run("restore", backup, "--recovery-key", recoveryKey).succeeded();
        }
        importing.join().succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebuild", "keys rotate", "keys custody"})
    void whatNeedsRestSaysWhatToStopAndWhatToRunThen(String command) {
        Wharf.Result refused =
                wharf.with("WHARF_COMMAND", "./wharf").run((command + " --json").split(" "));

        assertThat(refused.exit()).isEqualTo(ExitCode.BUSY.number());
        assertThat(refused.json().path("error").path("code").stringValue())
                .isEqualTo("HOME_LOCKED");
        assertThat(refused.json().path("error").path("message").stringValue())
                .contains("wharf up (process 4711)", "then run: ./wharf " + command + " --json");
    }

    @Test
    void aRestorationOverARunningArchiveIsRefusedAndRecorded() {
        Wharf.Result refused = wharf.answering("key", "restore", folder.resolve("b").toString());

        assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(wharf.json("audit", "--type", "restore").path("entries").size()).isEqualTo(1);
    }

    @Test
    void theRecoveryKeyCanBeRenewedAndConfirmed() {
        String key =
                wharf.json("keys", "renew-recovery", "--yes").path("recoveryKey").stringValue();

        wharf.answering(key, "keys", "confirm-recovery").succeeded();
    }

    @Test
    void anotherHomeThanTheOwnersIsNotOpenedThere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), wharf.home());

        wharf.run("mailboxes", "--home", link.toString()).succeeded();
        assertThat(wharf.run("mailboxes", "--home", folder.resolve("no").toString()).exit())
                .isEqualTo(ExitCode.INVALID.number());
    }

    @Test
    void whenTheOwnerHasEndedCommandsRunByThemselvesAgain() {
        owner.close();

        wharf.run("mailboxes").succeeded();
        assertThat(wharf.home().resolve("socket")).doesNotExist();
    }
}
