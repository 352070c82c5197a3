package dev.wharf.app.endtoend;

import dev.wharf.app.cli.ServedVerbs;
import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Importer;
import dev.wharf.app.home.SharedHome;
import dev.wharf.app.home.SharedTurn;
import dev.wharf.app.local.VerbServer;
import dev.wharf.core.ledger.Actor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/// A long-running process that owns a home and does nothing but run the commands of others: in this
/// process for most tests, of its own for those that kill it.
final class Owner implements AutoCloseable {

    private final Home home;
    private final VerbServer server;
    final SharedTurn turn = new SharedTurn();

    Owner(Path directory) {
        this(directory, Owner::taking);
    }

    /// An import takes its own turn.
    private static Importer taking(Home home, SharedTurn turn) {
        return (options, progress) -> home.importing(options, progress, turn);
    }

    Owner(Path directory, BiFunction<Home, SharedTurn, Importer> importer) {
        Clock clock = Clock.systemUTC();
        EmbeddedHomes homes = new EmbeddedHomes(Actor.job("owner", "testhost"), clock);
        home =
                homes.open(
                        directory,
                        Configuration.load(directory.resolve("config.yaml"), Map.of(), directory));
        SharedHome shared =
                new SharedHome(home, "wharf up (process 4711)", turn, importer.apply(home, turn));
        server =
                VerbServer.start(
                        directory,
                        ServedVerbs.version(),
                        new ServedVerbs(shared::lendTo, "testhost", clock),
                        new VerbServer.Limits(16, 4, Duration.ofSeconds(20)));
    }

    @Override
    public void close() {
        server.close();
        home.close();
    }

    /// Serves the home that it is given until it is told to stop.
    public static void main(String[] args) throws InterruptedException {
        Owner owner = new Owner(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(owner::close));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
