package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.HomeLock;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// Opens a site under its directory's lock, for a command that has it alone.
public record OwnSites(Actor actor, Clock clock) implements Sites {

    @Override
    public Held open(Path directory, Configuration configuration) {
        if (!Files.isDirectory(directory)) {
            // Not made here: a home that is made later must find its place empty.
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "There is no site in %s. 'wharf up' makes it; for a site on a host of its own make the directory and put archive.pub there."
                            .formatted(directory));
        }
        HomeLock lock = HomeLock.take(directory, HomeLock.holder(actor, clock.instant()));
        try {
            OpenSite site = OpenSite.open(directory, configuration, clock, new SecureRandom());
            return new Held(
                    site,
                    null,
                    () -> {
                        try (lock) {
                            site.close();
                        }
                    });
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }
}
