package dev.wharf.app.site;

import dev.wharf.site.account.Account;
import dev.wharf.site.fetch.MediaFetcher;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.metrics.CountedDisk;
import dev.wharf.site.metrics.SiteReadings;
import dev.wharf.site.watch.Gap;
import dev.wharf.site.watch.Gaps;
import dev.wharf.site.watch.SilenceWatch;

import java.util.Map;
import java.util.TreeMap;

/// What the running site says of itself. Safe for many threads.
record Readings(
        FileJournal journal,
        CountedDisk disk,
        MediaFetcher fetcher,
        SilenceWatch silence,
        Gaps open,
        OpenSite site)
        implements SiteReadings {
    private static final int MOST_GAPS = 10_000;

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
        Map<String, Double> seen = new TreeMap<>();
        for (Account account : site.accounts().all()) {
            silence.lastSeen(account.id())
                    .ifPresent(at -> seen.put(account.id(), at.toEpochMilli() / 1e3));
        }
        return seen;
    }

    @Override
    public long gaps() {
        return open.list(null, MOST_GAPS).stream().filter(Gap::open).count();
    }

    @Override
    public long alertsOpen() {
        return site.alerts().open().size();
    }

    @Override
    public long diskFree() {
        return site.directory().toFile().getUsableSpace();
    }
}
