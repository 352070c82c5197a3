package dev.wharf.app.connector;

import dev.wharf.app.home.Home;
import dev.wharf.connector.staging.EmptiedBatch;
import dev.wharf.connector.staging.StagedFeed;
import dev.wharf.connector.staging.StagingOptions;
import dev.wharf.core.Finding;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.store.object.StagingSettings;
import dev.wharf.store.staging.OpenedStaging;
import dev.wharf.store.staging.StagingStores;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/// Opens the way through staging, sealed before anything leaves this process; what is emptied is
/// written into the ledger.
final class Staging {
    private final Home home;
    private final Actor actor;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable StagedFeed open;

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
        StagedFeed feed =
                new StagedFeed(
                        site,
                        store.objects(),
                        StagingOptions.STANDARD,
                        new StagedFeed.Surroundings(
                                this::emptied, home.archive()::lastGroup, clock, random));
        open = feed;
        return new OwnedFeed(feed, store);
    }

    /// Nothing is staged any more.
    void none() {
        open = null;
    }

    /// What a person must know of what is staged now. From any thread.
    List<Alert> alerts() {
        StagedFeed feed = open;
        List<Finding> findings = feed == null ? List.of() : feed.findings();
        String text =
                findings.stream()
                        .filter(found -> found.level() != Finding.Level.GOOD)
                        .map(Finding::text)
                        .collect(Collectors.joining("; "));
        return text.isEmpty()
                ? List.of()
                : List.of(
                        new Alert(
                                Alert.Kind.CONNECTOR,
                                "staging",
                                null,
                                "Staging: " + text + ".",
                                clock.instant()));
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
