package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.metrics.SiteReadings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one site that a command in its process may open: shared, and closed by its owner alone. It
/// works with the settings that the process was started with, whatever the command's say.
public record LentSites(OpenSite site, SiteReadings running) implements Sites {

    @Override
    public Held open(Path directory, Configuration configuration) {
        if (!isOurs(directory)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "The process that was asked works in %s, not in %s."
                            .formatted(site.directory(), directory));
        }
        return new Held(site, running, () -> {});
    }

    private boolean isOurs(Path directory) {
        try {
            return Files.exists(directory) && Files.isSameFile(directory, site.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
