package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;

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
