package dev.wharf.app.cli;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.console.Console;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Homes;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/// One verb of the command line, with the options that all verbs share.
abstract class Verb implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home directory (else WHARF_HOME, else ~/.wharf).")
    @Nullable String home;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print results and errors only.")
    boolean quiet;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why this is done; kept in the audit ledger.")
    @Nullable String reason;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private final Session session;
    private @Nullable Console console;

    Verb(Session session) {
        this.session = session;
    }

    abstract ExitCode run() throws IOException;

    @Override
    public final Integer call() {
        try {
            if (needsRest()) {
                homes().requireRest();
            }
            return run().number();
        } catch (WharfException e) {
            return e.code() == ErrorCode.HOME_LOCKED ? elsewhere(e) : failed(e);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /// Another process has what this command needs: it may run the command, too.
    private int elsewhere(WharfException locked) {
        try {
            OptionalInt there = session.elsewhere().run(ownedDirectory());
            return there.isPresent() ? there.getAsInt() : failed(locked);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private int failed(Throwable e) {
        console().progress().end();
        return Failure.of(e).show(session.surroundings(), json).number();
    }

    /// Whether it cannot work beside an intake and other commands, or should not run in another
    /// process at all. The safe answer, unless a verb knows better.
    boolean needsRest() {
        return true;
    }

    /// What the process owns that keeps this command out.
    Path ownedDirectory() {
        return homeDirectory();
    }

    final Console console() {
        if (console == null) {
            console = session.console(new Console.Mode(json, quiet));
        }
        return console;
    }

    final Surroundings surroundings() {
        return session.surroundings();
    }

    final Stop stop() {
        return session.stop();
    }

    /// The case whose collection this is about; null for the home itself.
    @Nullable CaseId collection() {
        return null;
    }

    /// A collection is a home of its own, below the one that it belongs to.
    final Path homeDirectory() {
        CaseId collection = collection();
        return collection == null
                ? session.homeDirectory(home)
                : Collections.place(session.homeDirectory(home), collection);
    }

    /// Of the home, for its collections too.
    final Configuration configuration() {
        return session.configuration(session.homeDirectory(home));
    }

    /// Opens the home that is there.
    final Home openHome() {
        CaseId collection = collection();
        if (collection != null && !homes().exists(homeDirectory())) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "There is no collection %s in %s; 'wharf collection list' shows them."
                            .formatted(collection, session.homeDirectory(home)));
        }
        return session.homes().open(homeDirectory(), configuration());
    }

    final Homes homes() {
        return session.homes();
    }
}
