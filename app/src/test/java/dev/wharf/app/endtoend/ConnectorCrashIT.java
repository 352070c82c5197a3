package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real launcher, killed while a connector brings copies to a real Dovecot and to the fake of
/// Microsoft 365. `wharf.torture` says how often; the profile `torture` raises it.
class ConnectorCrashIT {
    private static final Path LAUNCHER = Path.of("target/bin/wharf").toAbsolutePath();
    private static final int MESSAGES = 400;
    private static final List<String> MAILBOXES = List.of("ana@firm.example", "ben@firm.example");

    @TempDir private Path folder;

    @Test
    void aRunThatIsKilledAnywhereLosesNothingAndBringsNothingTwice()
            throws IOException, InterruptedException {
        int rounds = Integer.getInteger("wharf.torture", 5);
        long seed = new Random().nextLong();
        System.out.println("ConnectorCrashIT: seed " + seed + ", " + rounds + " kills");
        Random random = new Random(seed);
        imported();
        long whole = round("whole", Long.MAX_VALUE);
        for (int round = 0; round < rounds; round++) {
            round("killed" + round, 200 + random.nextLong(whole));
        }
    }

    private void imported() throws IOException {
        Wharf wharf = new Wharf(Files.createDirectory(folder.resolve("made")));
        wharf.write("users.csv", Chats.USERS);
        StringBuilder chat = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            chat.append(
                    "%d/23/25, %02d:%02d - %s: message %d%n"
                            .formatted(
                                    i * 12 / MESSAGES + 1,
                                    i / 60 % 24,
                                    i % 60,
                                    i % 3 == 0 ? "+34 612 345 678" : "+44 7700 900123",
                                    i));
        }
        wharf.write("chat.txt", chat.toString());
        wharf.run("import", "chat.txt", "--users", "users.csv", "--zone", "UTC").succeeded();
    }

    /// One home, one pair of destinations: a run that is killed, and one that ends.
    ///
    /// @return how long the first took, ms
    private long round(String name, long millis) throws IOException, InterruptedException {
        Path own = folder.resolve(name);
        copy(folder.resolve("made"), own);
        Wharf wharf = new Wharf(own);
        try (Destinations destinations = new Destinations(MAILBOXES.toArray(String[]::new))) {
            destinations.secrets(wharf);
            wharf.write("both.yaml", destinations.file("both", "manual"));
            wharf.run("connector", "create", "both.yaml", "--accept-terms").succeeded();
            long began = System.nanoTime();
            Process process = start(own);
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            process.waitFor();
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

            JsonNode last = wharf.json("connector", "run", "both", "--users", "users.csv");

            assertThat(last.path("state").stringValue())
                    .as("%s after %d ms: %s", name, millis, last)
                    .isEqualTo("succeeded");
            for (String mailbox : MAILBOXES) {
                assertThat(destinations.inDovecot(mailbox))
                        .as("%s of %s after %d ms", mailbox, name, millis)
                        .hasSize(MESSAGES)
                        .doesNotHaveDuplicates();
                assertThat(destinations.inExchange(mailbox))
                        .as("%s of %s after %d ms", mailbox, name, millis)
                        .containsExactlyInAnyOrderElementsOf(destinations.inDovecot(mailbox));
            }
            assertCounted(wharf, name);
            return took;
        }
    }

    /// Over all runs each copy has had one good end, in each destination.
    private static void assertCounted(Wharf wharf, String name) {
        JsonNode days = wharf.json("connector", "logs", "both").path("log").path("days");
        long imported = 0;
        for (JsonNode day : days) {
            JsonNode counters = day.path("counters");
            imported +=
                    counters.path("imported").longValue()
                            + counters.path("partially").longValue()
                            + counters.path("skipped").longValue();
            assertThat(counters.path("failed").longValue()).as(name).isZero();
        }
        assertThat(imported).as(name).isEqualTo(2L * MAILBOXES.size() * MESSAGES);
    }

    private Process start(Path own) throws IOException {
        File log = own.resolve("log.txt").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(
                        LAUNCHER.toString(),
                        "connector",
                        "run",
                        "both",
                        "--users",
                        "users.csv",
                        "--quiet");
        builder.directory(own.toFile());
        builder.redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("WHARF_HOME", own.resolve("home").toString());
        builder.environment().put("WHARF_CACHE", folder.resolve("cache").toString());
        return builder.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> !file.getFileName().toString().equals("socket")).forEach(all::add);
        }
        for (Path file : all) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }
}
