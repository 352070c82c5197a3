package dev.wharf.app.site;

import dev.wharf.site.alert.AlertBook;
import dev.wharf.site.fetch.MediaFetcher;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.metrics.CountedDisk;
import dev.wharf.site.metrics.SiteReadings;

import java.util.Map;

/// What the running site says of itself. Safe for many threads.
record Readings(
        FileJournal journal,
        CountedDisk disk,
        MediaFetcher fetcher,
        SeenBook seen,
        AlertBook alerts,
        OpenSite site)
        implements SiteReadings {

    @Override
    public long durable() {
        return journal.durable();
    }

    @Override
    public long acknowledged() {
        return journal.acknowledged();
    }

    @Override
    public long groups() {
        return disk.forces();
    }

    @Override
    public long mediaBacklog() {
        return fetcher.backlog();
    }

    @Override
    public Map<String, Double> lastSeen() {
        return seen.all();
    }

    @Override
    public long gaps() {
        return alerts.open().stream()
                .filter(alert -> alert.kind().equals(dev.wharf.core.alert.Alert.Kind.GAP))
                .count();
    }

    @Override
    public long alertsOpen() {
        return alerts.open().size();
    }

    @Override
    public long diskFree() {
        return site.directory().toFile().getUsableSpace();
    }
}
