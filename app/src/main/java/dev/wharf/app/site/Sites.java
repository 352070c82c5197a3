package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.site.metrics.SiteReadings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Where sites come from.
public interface Sites {

    /// Opens a site that is there: alone, or as the process lends it that has it open.
    ///
    /// @throws dev.wharf.core.error.WharfException `NOT_FOUND` when there is none, `HOME_LOCKED`
    ///   when another process has it
    Held open(Path directory, Configuration configuration);

    /// A site in the hands of one command.
    ///
    /// @param running what the running site says of itself; null when it does not run
    /// @param end gives back what was taken; of a lent site nothing
    record Held(OpenSite site, @Nullable SiteReadings running, Runnable end)
            implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
