package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Homes.NewHome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
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
        if (verb.homes().exists(verb.homeDirectory())) {
            return new NewOrOldHome(verb.openHome(), null);
        }
        Path file = keyFile == null ? null : newFile(verb.surroundings().path(keyFile));
        NewHome made = verb.homes().create(verb.homeDirectory(), verb.configuration());
        if (file != null) {
            Files.writeString(file, made.recoveryKey() + "\n", StandardOpenOption.WRITE);
            verb.console()
                    .say(
                            "A new home: %s. Its recovery key is in %s."
                                    .formatted(made.home().directory(), file));
            return new NewOrOldHome(made.home(), null);
        }
        if (!verb.console().isJson()) {
            show(verb.console(), made);
        }
        return new NewOrOldHome(made.home(), made.recoveryKey());
    }

    /// Made before the key is, so that no key is lost for want of a place.
    private static Path newFile(Path file) throws IOException {
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void show(Console console, NewHome made) {
        console.print("A new home: " + made.home().directory());
        console.print("");
        console.print("    Recovery key   " + console.bold(made.recoveryKey()));
        console.print("");
        console.print(
                "It is shown this once. Write it down and keep it away from this machine: with it a");
        console.print(
                "backup can be read anywhere, without it and this home's keys nobody can read it.");
        console.print("Then prove that you have it:  wharf keys confirm-recovery");
        console.print("");
    }

    Home home() {
        return home;
    }

    Json describe(Json json) {
        return recoveryKey == null ? json : json.with("recoveryKey", recoveryKey);
    }

    @Override
    public void close() {
        home.close();
    }
}
