package dev.wharf.app.site;

import dev.wharf.connector.intake.ArchivedCaptures;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.alert.AlertReport;
import dev.wharf.site.feed.HttpSealedJournal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// How the archive is, as its side tells the site. For the intake's thread.
final class SiteReport {
    private static final Logger LOG = LoggerFactory.getLogger(SiteReport.class);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(10);

    private final ArchiveReader archive;
    private final HttpSealedJournal site;
    private final Supplier<List<Alert>> alerts;
    private final Clock clock;

    private Instant looked = Instant.MIN;
    private Instant told = Instant.MIN;
    private Instant alerted = Instant.MIN;
    private List<String> open = List.of();

    /// @param site stays the caller's to close
    SiteReport(
            ArchiveReader archive,
            HttpSealedJournal site,
            Supplier<List<Alert>> alerts,
            Clock clock) {
        this.archive = archive;
        this.site = site;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// What is due to be told now. Called often.
    ///
    /// @throws WharfException when the site is away; then it is told later
    void tell() {
        Instant now = clock.instant();
        if (isDue(looked, LOOK_AGAIN, now)) {
            looked = now;
            tellAlerts(now);
        }
        if (isDue(told, TELL_AGAIN, now)) {
            told = now;
            tellRest();
        }
    }

    private static boolean isDue(Instant last, Duration pause, Instant now) {
        return last.equals(Instant.MIN) || !now.isBefore(last.plus(pause));
    }

    /// At once when something begins or ends; what goes on is told again from time to time, since
    /// the site may have been set up anew.
    private void tellAlerts(Instant now) {
        AlertReport report = new AlertReport(alerts.get());
        if (report.subjects().equals(open) && !isDue(alerted, TELL_AGAIN, now)) {
            return;
        }
        try {
            site.report(report);
        } catch (WharfException refused) {
            if (refused.code() != ErrorCode.SOURCE_REFUSED) {
                throw refused;
            }
            LOG.warn("the site does not tell people of connectors: {}", refused.getMessage());
        }
        alerted = now;
        open = report.subjects();
    }

    /// How many wait for a mailbox; and what lies nowhere but in the journal, so that it stays
    /// there.
    private void tellRest() {
        site.report(
                archive.quarantine().stream()
                        .mapToLong(ArchiveReader.QuarantineGroup::items)
                        .sum());
        Set<Long> aside = ArchivedCaptures.of(archive).setAside();
        if (!aside.isEmpty()) {
            site.acknowledge(site.acknowledged(), aside);
        }
    }
}
