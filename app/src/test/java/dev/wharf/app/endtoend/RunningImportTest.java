package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.home.Home;
import dev.wharf.app.home.Importer;
import dev.wharf.app.home.RunningImport;
import dev.wharf.app.home.Turn;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.core.ledger.Actor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Imports that leave the work to the intake of the running process.
class RunningImportTest {

    @TempDir private Path folder;
    private final CountDownLatch may = new CountDownLatch(1);

    private Importer importer(Home home, Turn turn) {
        IntakeOptions options =
                IntakeOptions.of(
                        UsersFile.parse("users.csv", Chats.USERS.getBytes(StandardCharsets.UTF_8)),
                        Mapping.NONE,
                        Actor.job("intake", "testhost"));
        MemoryRunningIntake intake = new MemoryRunningIntake(home, turn, options, may);
        return (_, progress) -> new RunningImport(intake, progress);
    }

    @Test
    void eachReportsItsOwnFilesThoughTheyWereTakenInTogether() {
        Wharf wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
        wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv").succeeded();
        wharf.write("WhatsApp Chat with A.txt", Chats.LONGER.replace("Morning", "Evening"));
        wharf.write("WhatsApp Chat with B.txt", Chats.AMBIGUOUS);

        try (Owner _ = new Owner(wharf.home(), this::importer)) {
            CompletableFuture<Wharf.Result> good = importing(wharf, "WhatsApp Chat with A.txt");
            CompletableFuture<Wharf.Result> question = importing(wharf, "WhatsApp Chat with B.txt");
            may.countDown();

            JsonNode imported = good.join().succeeded().json();
            assertThat(imported.path("sources").size()).isEqualTo(1);
            assertThat(imported.path("run").path("state").stringValue()).isEqualTo("succeeded");
            assertThat(question.join().exit()).isEqualTo(3);
            assertThat(question.join().json().path("sources").size()).isEqualTo(1);
            assertThat(wharf.json("verify").path("clean").booleanValue()).isTrue();
        }
    }

    private static CompletableFuture<Wharf.Result> importing(Wharf wharf, String file) {
        return CompletableFuture.supplyAsync(() -> wharf.run("import", file, "--json"));
    }
}
