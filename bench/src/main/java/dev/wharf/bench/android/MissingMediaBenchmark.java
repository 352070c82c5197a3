package dev.wharf.bench.android;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.bench.ChildImport;
import dev.wharf.bench.ChildJvm;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.ledger.Actor;
import dev.wharf.testkit.android.AndroidGeneration;
import dev.wharf.testkit.android.AndroidShape;
import dev.wharf.testkit.android.AndroidStore;
import dev.wharf.testkit.android.AndroidWritten;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A phone of 100,000 messages whose 14,073 media files are all elsewhere, imported by `wharf
/// import` as a process of its own; then the archive is asked for each of them. Ends with 1 when
/// one is not recorded as missing.
///
/// `MissingMediaBenchmark [directory]`; see `bench/run`.
public final class MissingMediaBenchmark {
    private static final long MESSAGES = 100_000;
    private static final long MISSING = 14_073;
    private static final String OWNER = "+4915200000000";

    private MissingMediaBenchmark() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, SQLException {
        Path work =
                arguments.length > 0
                        ? Files.createDirectories(Path.of(arguments[0]))
                        : Files.createTempDirectory("wharf-bench");
        AndroidWritten phone =
                AndroidStore.write(
                        AndroidShape.of(AndroidGeneration.LID, MESSAGES).withMedia(MISSING, 0),
                        work.resolve("phone"));
        Path home = work.resolve("home");
        ChildImport.Outcome whole =
                new ChildImport(home, ChildJvm.withClasses(work))
                        .run(List.of(phone.database().toString(), "--owner", OWNER));
        long missing = missing(home, work);
        System.out.printf(
                "%,d messages in %.1f s, exit %d: %,d of %,d media recorded as missing%n",
                MESSAGES, whole.took().toNanos() / 1e9, whole.exitCode(), missing, MISSING);
        if (whole.exitCode() != 0 || missing != MISSING) {
            System.exit(1);
        }
    }

    private static long missing(Path home, Path work) throws IOException {
        EmbeddedHomes homes = new EmbeddedHomes(Actor.job("bench", "bench"), Clock.systemUTC());
        Path settings = home.resolve("config.yaml");
        try (Home opened = homes.open(home, Configuration.load(settings, Map.of(), work));
                Stream<ItemRow> rows = opened.archive().after(0)) {
            return rows.map(row -> opened.archive().open(row).event().content())
                    .filter(Content.Message.class::isInstance)
                    .flatMap(content -> ((Content.Message) content).attachments().stream())
                    .filter(file -> file.state() == AttachmentState.MISSING)
                    .count();
        }
    }
}
