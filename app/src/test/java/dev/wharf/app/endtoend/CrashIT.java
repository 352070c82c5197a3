package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// The real launcher, killed. `wharf.torture` says how often; the profile `torture` raises it.
class CrashIT {

    private static final Path LAUNCHER = Path.of("target/bin/wharf").toAbsolutePath();
    private static final int MESSAGES = 20_000;
    private static final List<String> MAILBOXES = List.of("ana@firm.example", "ben@firm.example");

    @TempDir private Path folder;

    @BeforeEach
    void chat() throws IOException {
        Files.writeString(folder.resolve("users.csv"), Chats.USERS);
        StringBuilder chat = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            chat.append(
                    "%d/%d/25, %02d:%02d - %s: message %d, %s%n"
                            .formatted(
                                    i * 12 / MESSAGES + 1,
                                    i * 12 % MESSAGES * 28 / MESSAGES + 1,
                                    i / 60 % 24,
                                    i % 60,
                                    i % 3 == 0 ? "+34 612 345 678" : "+44 7700 900123",
                                    i,
                                    "word ".repeat(i % 17)));
        }
        Files.writeString(folder.resolve("chat.txt"), chat);
    }

    @Test
    void anImportThatIsKilledAnywhereGivesTheSameItemsWhenItIsRunAgain()
            throws IOException, InterruptedException {
        int rounds = Integer.getInteger("wharf.torture", 5);
        long seed = new Random().nextLong();
        System.out.println("CrashIT: seed " + seed + ", " + rounds + " kills");
        Random random = new Random(seed);
        long began = System.nanoTime();
        assertThat(imported("whole")).isZero();
        long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        List<Set<String>> expected = items("whole");

        for (int round = 0; round < rounds; round++) {
            String home = "killed" + round;
            Process process = start(home, importing());
            if (!process.waitFor(300 + random.nextLong(whole), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            process.waitFor();

            assertThat(imported(home)).as("round %d", round).isZero();
            assertThat(items(home)).as("round %d", round).isEqualTo(expected);
            JsonNode verified = json(home, "verify");
            assertThat(verified.path("clean").booleanValue()).as(verified.toString()).isTrue();
            assertThat(verified.path("items").longValue()).isEqualTo(MESSAGES);
        }
    }

    @Test
    void anImportThatIsInterruptedStopsCleanlyAndGoesOn() throws IOException, InterruptedException {
        Process process = start("home", importing());
        while (!Files.exists(folder.resolve("home/archive/catalog.db")) && process.isAlive()) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        // SIGTERM, as a service manager sends it: what a script runs in the background ignores
        // SIGINT.
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(imported("home")).isZero();
        assertThat(items("home").getFirst()).hasSize(MESSAGES);
        assertThat(json("home", "verify").path("clean").booleanValue()).isTrue();
    }

    private int imported(String home) throws IOException, InterruptedException {
        return start(home, importing()).waitFor();
    }

    private static String[] importing() {
        return new String[] {
            "import",
            "chat.txt",
            "--users",
            "users.csv",
            "--zone",
            "UTC",
            "--quiet",
            "--recovery-key-file",
            "key-" + System.nanoTime()
        };
    }

    /// The ids of what each mailbox holds; a duplicate would be more items than messages.
    private List<Set<String>> items(String home) throws IOException, InterruptedException {
        List<Set<String>> all = new ArrayList<>();
        for (String mailbox : MAILBOXES) {
            Set<String> items = new TreeSet<>();
            JsonNode listed = json(home, "show", mailbox, "--limit", "0");
            listed.path("items").forEach(item -> items.add(item.path("item").stringValue()));
            assertThat(listed.path("items").size()).isEqualTo(items.size());
            all.add(items);
        }
        return all;
    }

    private JsonNode json(String home, String... args) throws IOException, InterruptedException {
        String[] all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--json";
        Path out = folder.resolve("out-" + home + ".json");
        Process process = builder(home, all).redirectOutput(out.toFile()).start();
        process.waitFor();
        return JsonMapper.shared().readTree(out.toFile());
    }

    private Process start(String home, String... args) throws IOException {
        File log = folder.resolve("log-" + home + ".txt").toFile();
        return builder(home, args).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }

    private ProcessBuilder builder(String home, String... args) {
        List<String> command = new ArrayList<>();
        command.add(LAUNCHER.toString());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("WHARF_HOME", folder.resolve(home).toString());
        builder.environment().put("WHARF_CACHE", folder.resolve("cache").toString());
        return builder;
    }
}
