package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.archive.backup.Restore;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Where homes come from.
public interface Homes {

    /// Opens a home that is there, alone.
    ///
    /// @throws dev.wharf.core.error.WharfException `NOT_FOUND` when there is none, `HOME_LOCKED`
    ///   when another process has it
    Home open(Path directory, Configuration configuration);

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
            Progress progress);

    /// Whether there is one.
    boolean exists(Path directory);

    /// @param recoveryKey the text to show once
    record NewHome(Home home, String recoveryKey) {

        /// Never the key.
        @Override
        public String toString() {
            return "NewHome[" + home.directory() + "]";
        }
    }
}
