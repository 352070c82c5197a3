package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Homes.NewHome;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.store.key.RecoveryState;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The home of a command that makes one where none is, and then shows its recovery key, once.
final class NewOrOldHome implements AutoCloseable {

    private final Home home;
    private final @Nullable String recoveryKey;

    private NewOrOldHome(Home home, @Nullable String recoveryKey) {
        this.home = home;
        this.recoveryKey = recoveryKey;
    }

    /// @param keyFile where the recovery key goes instead of the terminal or the JSON; null for
    ///   there
    static NewOrOldHome open(Verb verb, @Nullable String keyFile) throws IOException {
        boolean old = verb.homes().exists(verb.homeDirectory());
        Home home = old ? verb.openHome() : null;
        if (home != null && home.keys().recovery() != RecoveryState.DRAWN) {
            return new NewOrOldHome(home, null);
        }
        try {
            Path file = keyFile == null ? null : emptyFile(verb.surroundings().path(keyFile));
            NewHome made = home == null ? create(verb) : drawnAgain(verb, home);
            home = made.home();
            if (file == null && verb.console().isJson()) {
                return new NewOrOldHome(home, made.recoveryKey());
            }
            if (file != null) {
                write(file, made.recoveryKey());
                verb.console()
                        .say(
                                "A new home: %s. Its recovery key is in %s."
                                        .formatted(home.directory(), file));
            } else {
                show(verb, made);
            }
            home.keys().recoveryShown();
            return new NewOrOldHome(home, null);
        } catch (IOException | RuntimeException e) {
            if (home != null) {
                home.close();
            }
            throw e;
        }
    }

    private static NewHome create(Verb verb) {
        return verb.homes().create(verb.homeDirectory(), verb.configuration());
    }

    /// A process ended between drawing the key and showing it: nobody may have seen it.
    private static NewHome drawnAgain(Verb verb, Home home) {
        String key = home.keys().renewRecovery().reveal();
        home.ledger()
                .append(
                        Act.of(
                                        ActKind.KEY,
                                        Subject.of(Subject.Type.KEY, "recovery"),
                                        home.actor(),
                                        verb.surroundings().clock().instant())
                                .with("what", "renewed")
                                .with("why", "never shown"));
        verb.surroundings()
                .err()
                .println(
                        "wharf: the recovery key of this home was never shown, so here is another one.");
        return new NewHome(home, key);
    }

    /// Made before the key is, so that no key is lost for want of a place.
    private static Path emptyFile(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == 0) {
            Files.delete(file);
        }
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(Path file, String key) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(key + "\n");
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void show(Verb verb, NewHome made) {
        Console console = verb.console();
        CaseId collection = verb.collection();
        console.print("A new home: " + made.home().directory());
        console.print("");
        console.print("    Recovery key   " + console.bold(made.recoveryKey()));
        console.print("");
        console.print(
                "It is shown this once. Write it down and keep it away from this machine: with it a");
        console.print(
                "backup can be read anywhere, without it and this home's keys nobody can read it.");
        console.print(
                "Then prove that you have it:  wharf keys confirm-recovery"
                        + (collection == null ? "" : " --collection " + collection));
        console.print("");
    }

    Home home() {
        return home;
    }

    /// Prints the result, with the recovery key where it has not been shown yet.
    void print(Console console, Json json) {
        if (recoveryKey == null) {
            console.print(json);
        } else {
            console.print(json.with("recoveryKey", recoveryKey));
            home.keys().recoveryShown();
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
