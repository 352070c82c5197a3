package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.nio.file.Files;
import java.nio.file.Path;

/// Homes on this machine's disk.
public final class EmbeddedHomes implements Homes {

    @Override
    public Home open(Path directory, Configuration configuration) {
        throw new WharfException(
                ErrorCode.NOT_FOUND,
                "There is no archive in %s. 'wharf import' begins one; --home or WHARF_HOME names another place."
                        .formatted(directory));
    }

    @Override
    public boolean exists(Path directory) {
        return Files.isDirectory(directory.resolve("keys"));
    }
}
