package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The owner as a process of its own, and what it leaves behind.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnerProcessTest {

    @TempDir private Path folder;
    private Wharf wharf;
    private Process owner;

    @BeforeEach
    void archive() throws IOException {
        wharf = new Wharf(folder);
        Chats.users(wharf);
        Chats.group(wharf);
        wharf.run("import", "WhatsApp Chat with Offer.txt", "--users", "users.csv").succeeded();
        owner = start();
    }

    @AfterEach
    void end() throws InterruptedException {
        owner.destroyForcibly().waitFor();
    }

    private Process start() throws IOException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djava.util.logging.config.class=dev.wharf.app.Logging",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Owner.class.getName(),
                                wharf.home().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        return process;
    }

    @Test
    void commandsAreServedByIt() {
        wharf.run("search", "offer").succeeded();

        assertThat(Files.exists(wharf.home().resolve("socket"))).isTrue();
    }

    @Test
    void killedItLeavesAHomeThatCommandsOpenAtOnceAndTheNextOwnerServes()
            throws IOException, InterruptedException {
        owner.destroyForcibly().waitFor();

        wharf.run("mailboxes").succeeded();
        assertThat(wharf.home().resolve("socket")).exists();
        owner = start();
        wharf.run("mailboxes").succeeded();
        assertThat(wharf.json("verify").path("clean").booleanValue()).isTrue();
    }

    @Test
    void stoppedItTakesItsSocketAway() throws InterruptedException {
        owner.destroy();
        owner.waitFor();

        assertThat(wharf.home().resolve("socket")).doesNotExist();
        wharf.run("mailboxes").succeeded();
    }

    @Test
    void aCommandThatItLeavesAloneSaysWhatToDo() {
        // A verb that waits for an answer is under way for as long as nobody gives one.
        String item = wharf.json("search", "offer").path("hits").path(0).path("item").asString("");
        Wharf.Result cut =
                wharf.atTerminals("0")
                        .reading(() -> owner.destroyForcibly(), "erase", item, "--reason", "test");

        assertThat(cut.exit()).isEqualTo(75);
        assertThat(cut.err()).contains("run it again");
    }
}
