package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.archive.backup.Restore;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.key.Secret;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.Custody;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;

/// Where homes come from.
public interface Homes {

    /// Opens a home that is there, alone.
    ///
    /// @throws dev.wharf.core.error.WharfException `NOT_FOUND` when there is none, `HOME_LOCKED`
    ///   when another process has it
    Home open(Path directory, Configuration configuration);

    /// Opens a home whose vault is still in the custody it had, whatever is configured now.
    ///
    /// @param passphrase asked for when one is needed
    Home openInOldCustody(Path directory, Configuration configuration, Supplier<Secret> passphrase);

    /// What is to open the vault: a passphrase when one is given, else the key file.
    Custody custody(Configuration configuration);

    /// Makes a home where none is.
    ///
    /// @throws dev.wharf.core.error.WharfException `NOT_ALLOWED` when the directory holds something
    NewHome create(Path directory, Configuration configuration);

    /// Makes a home from a backup; nothing is left behind when it fails.
    ///
    /// @param destroyed a newer list of destroyed keys; null for none
    Restore.Report restore(
            Path backup,
            Path directory,
            String recoveryKey,
            @Nullable Path destroyed,
            Configuration configuration,
            Progress progress);

    /// Whether there is one.
    boolean exists(Path directory);

    /// Begins to read a file that a home of this process, not open yet, will be told to import.
    ///
    /// @param now when, about, it will be accepted
    default void readAhead(HandedFile file, Instant now) {}

    /// Asked by commands that cannot work beside others.
    ///
    /// @throws dev.wharf.core.error.WharfException `HOME_LOCKED`, saying what to stop, in a process
    ///   that shares its home with others
    default void requireRest() {}

    /// @param recoveryKey the text to show once
    record NewHome(Home home, String recoveryKey) {

        /// Never the key.
        @Override
        public String toString() {
            return "NewHome[" + home.directory() + "]";
        }
    }
}
