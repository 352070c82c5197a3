package dev.wharf.app.site;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.site.journal.FileJournal;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Notices, from the site's side, that the archive is in trouble: it takes nothing any more, or
/// what it takes finds no mailbox. Safe for many threads.
final class ArchiveWatch {
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String ARCHIVE = "archive";

    private final FileJournal journal;
    private final Alerts alerts;
    private final Clock clock;

    private long taken = -1;
    private @Nullable Instant since;
    private long waiting;

    ArchiveWatch(FileJournal journal, Alerts alerts, Clock clock) {
        this.journal = journal;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// About every minute.
    synchronized void tick() {
        Instant now = clock.instant();
        long acknowledged = journal.acknowledged();
        if (acknowledged != taken || acknowledged >= journal.durable()) {
            taken = acknowledged;
            since = now;
            alerts.clear(Alert.Kind.LAG, ARCHIVE);
            return;
        }
        Instant still = since;
        if (still != null && !now.isBefore(still.plus(PATIENCE))) {
            alerts.raise(
                    new Alert(
                            Alert.Kind.LAG,
                            ARCHIVE,
                            null,
                            "The archive has taken nothing since %s; %d captures wait for it. They are safe here. See that the archive side runs ('wharf up', or 'wharf up --site' on its host)."
                                    .formatted(still, journal.durable() - acknowledged),
                            now));
        }
    }

    /// The archive says how many items wait in quarantine.
    synchronized void quarantined(long items) {
        if (items == 0) {
            alerts.clear(Alert.Kind.QUARANTINE, ARCHIVE);
        } else if (items > waiting) {
            alerts.raise(
                    new Alert(
                            Alert.Kind.QUARANTINE,
                            ARCHIVE,
                            null,
                            "%d items wait in quarantine, for people without a known mailbox; %d did when this was last said. 'wharf quarantine list' says for whom, and what to do."
                                    .formatted(items, waiting),
                            clock.instant()));
        }
        waiting = items;
    }
}
