package dev.wharf.app;

import dev.wharf.app.cli.CommandLineRun;
import dev.wharf.app.cli.Stop;
import dev.wharf.app.cli.Surroundings;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.store.sql.SqliteLibrary;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts `wharf`.
public final class Main {

    /// How long a running command may take to stop cleanly after Ctrl-C or a service's stop.
    private static final long PATIENCE_SECONDS = 20;

    /// How SQLite's driver is told where to unpack its library, or where to find it.
    private static final List<String> SQLITE =
            List.of("org.sqlite.tmpdir", "org.sqlite.lib.path", "org.sqlite.lib.name");

    private Main() {}

    public static void main(String[] args) {
        Logging.install();
        for (String setting : SQLITE) {
            if (System.getProperty(setting) != null) {
                SqliteLibrary.leaveToDriver();
            }
        }
        Stop stop = new Stop();
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopCleanly(stop, finished), "stop"));
        int status;
        try {
            Surroundings surroundings = Surroundings.ofProcess();
            EmbeddedHomes homes =
                    new EmbeddedHomes(
                            surroundings.actor(), surroundings.clock(), surroundings.environment());
            status = new CommandLineRun(surroundings, stop, homes).run(args);
        } finally {
            finished.countDown();
        }
        System.exit(status);
    }

    private static void stopCleanly(Stop stop, CountDownLatch finished) {
        stop.request();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("wharf: still busy, stopping now; nothing archived is lost.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
