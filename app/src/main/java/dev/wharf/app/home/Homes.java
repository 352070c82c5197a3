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

    /// Whether there is one.
    boolean exists(Path directory);
}
