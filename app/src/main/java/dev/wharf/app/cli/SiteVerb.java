package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;
import dev.wharf.app.site.Sites;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.metrics.SiteReadings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/// A verb that works on the site of a home: alone, or in the process that runs the site. The home
/// itself may be anybody's meanwhile: none of its keys is needed. What it changes is in the site's
/// own audit, by whoever changes it.
abstract class SiteVerb extends Verb {

    private final Session session;
    private @Nullable SiteReadings running;

    SiteVerb(Session session) {
        super(session);
        this.session = session;
    }

    abstract ExitCode run(OpenSite site) throws IOException;

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    final Path ownedDirectory() {
        return homeDirectory().resolve("site");
    }

    @Override
    final ExitCode run() throws IOException {
        try (Sites.Held held = session.sites().open(ownedDirectory(), configuration())) {
            running = held.running();
            return run(held.site());
        }
    }

    /// What the running site says of itself; null when it does not run.
    final @Nullable SiteReadings running() {
        return running;
    }

    final Actor actor() {
        return surroundings().actor();
    }
}
