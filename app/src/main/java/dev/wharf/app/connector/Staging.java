package dev.wharf.app.connector;

import dev.wharf.app.home.Home;
import dev.wharf.connector.staging.EmptiedBatch;
import dev.wharf.connector.staging.StagedFeed;
import dev.wharf.connector.staging.StagingOptions;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.store.object.StagingSettings;
import dev.wharf.store.staging.OpenedStaging;
import dev.wharf.store.staging.StagingStores;

import java.security.SecureRandom;
import java.time.Clock;

/// Opens the way through staging, sealed before anything leaves this process; what is emptied is
/// written into the ledger.
final class Staging {
    private final Home home;
    private final Actor actor;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Staging(Home home, Actor actor, Clock clock) {
        this.home = home;
        this.actor = actor;
        this.clock = clock;
    }

    /// @param site closed with what is returned, and if this fails
    Feed through(StagingSettings settings, Feed site) {
        OpenedStaging store;
        try {
            store = StagingStores.open(settings, home.keys(), clock, random);
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
        return new OwnedFeed(
                new StagedFeed(
                        site,
                        store.objects(),
                        StagingOptions.STANDARD,
                        new StagedFeed.Surroundings(
                                this::emptied, home.archive()::lastGroup, clock, random)),
                store);
    }

    private void emptied(EmptiedBatch batch) {
        home.ledger()
                .append(
                        Act.of(ActKind.PURGE, Subject.ARCHIVE, actor, batch.at())
                                .with("what", "staging")
                                .with("objects", Integer.toString(batch.objects()))
                                .with("captures", Long.toString(batch.captures()))
                                .with("first", Long.toString(batch.first()))
                                .with("last", Long.toString(batch.last()))
                                .with("digest", batch.digest().sha256())
                                .with("group", Long.toString(batch.group())));
    }
}
