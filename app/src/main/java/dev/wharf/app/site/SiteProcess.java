package dev.wharf.app.site;

import dev.wharf.app.config.Setting;
import dev.wharf.app.server.Limits;
import dev.wharf.app.server.SiteServer;
import dev.wharf.app.server.TrustedProxies;
import dev.wharf.capture.cloudapi.CloudApiEnvelopes;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.api.Actors;
import dev.wharf.site.fetch.FetchLoop;
import dev.wharf.site.fetch.FetchPolicy;
import dev.wharf.site.fetch.MediaFetcher;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.metrics.CountedDisk;
import dev.wharf.site.metrics.HealthRoutes;
import dev.wharf.site.metrics.SiteMetrics;
import dev.wharf.site.reception.Reception;
import dev.wharf.site.scope.ScopeAdmission;
import dev.wharf.site.secret.SiteKey;
import dev.wharf.site.upload.UploadStore;
import dev.wharf.store.key.ArchivePublicKey;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.store.segment.ChannelOpener;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The running site: the journal over a site's directory, and everything that fills it and hands it
/// out. Ready when [#start] returns; [#close] takes nothing new and lets what is under way end.
public final class SiteProcess implements AutoCloseable {
    private static final long MOST_FILE = 2L << 30;
    private static final int FETCHES = 16;
    private static final long DISK_RESERVE = 1L << 30;
    private static final Duration UPLOAD_LIFE = Duration.ofDays(3);
    private static final Duration FETCHED_KEPT = Duration.ofDays(9);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final OpenSite site;
    private final CountedDisk disk = new CountedDisk(ChannelOpener.DISK);
    private final SeenBook seen;
    private final FileJournal journal;
    private final MediaFetcher fetcher;
    private final UploadStore uploads;
    private final SetAside setAside;
    private final SiteMetrics metrics;
    private final Reception reception;
    private final SiteServer server;

    private SiteProcess(OpenSite site, ArchivePublicKey key, String host) {
        this.site = site;
        Clock clock = site.clock();
        this.seen = new SeenBook(clock);
        this.journal =
                opened(
                        FileJournal.open(
                                site.directory(),
                                key,
                                site.random(),
                                new FileJournal.Options(64L << 20, disk)));
        this.fetcher =
                new MediaFetcher(
                        journal,
                        site.database(),
                        site.sources()::media,
                        site.alerts(),
                        clock,
                        FetchPolicy.DEFAULT,
                        MOST_FILE);
        fetcher.recover();
        this.uploads = opened(uploads(clock));
        this.setAside = new SetAside(site.database());
        this.metrics =
                new SiteMetrics(new Readings(journal, disk, fetcher, seen, site.alerts(), site));
        Actor watch = Actor.job("site", host);
        ScopeAdmission admission =
                new ScopeAdmission(
                        site.accounts(),
                        site.scopes(),
                        site.devices(),
                        site.exclusions(),
                        site.alerts(),
                        session -> refuse(session, watch),
                        clock);
        OwnerBook owners = new OwnerBook(site.accounts());
        this.reception =
                new Reception(
                        journal,
                        admission,
                        fetcher,
                        (channel, account, _) -> seen.seen(account),
                        owners::mailbox,
                        clock);
        opened(new FetchLoop(fetcher, clock, FETCHES));
        this.server = opened(serve(new Actors(host)));
        regularly();
    }

    /// @param site stays the caller's to close, after this
    /// @param key of the archive, to which everything is sealed
    /// @param host this machine's name, for the audit
    public static SiteProcess start(OpenSite site, ArchivePublicKey key, String host) {
        return new SiteProcess(site, key, host);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private UploadStore uploads(Clock clock) {
        try (Secret secret = site.key().derive(SiteKey.Use.UPLOADS)) {
            return new UploadStore(
                    site.directory().resolve("uploads"),
                    journal,
                    new RecordCipher(secret),
                    site.random(),
                    clock);
        }
    }

    /// A device whose number is not the enrolled one is logged out; elsewhere, since a webhook
    /// waits for its answer.
    private void refuse(String session, Actor actor) {
        Thread.ofVirtual()
                .name("site-refuse")
                .start(
                        () ->
                                site.devices()
                                        .find(session)
                                        .ifPresent(
                                                device -> site.linking().refuse(device, actor)));
    }

    private SiteServer serve(Actors actors) {
        EnvelopeReader cloud = new CloudApiEnvelopes();
        List<Route> routes =
                SiteRoutes.of(
                        site,
                        new SiteRoutes.On(
                                journal, reception, uploads, setAside, cloud, metrics::refused),
                        actors);
        List<Route> own =
                new HealthRoutes(new ReadyWhenRoom(site.directory(), DISK_RESERVE), metrics.registry())
                        .routes();
        return SiteServer.start(
                new SiteServer.Served(site.setting().listening(), routes),
                new SiteServer.Served(site.setting().health(), own),
                new SiteServer.Parts(
                        site.tokens(),
                        TrustedProxies.of(site.configuration().list(Setting.SITE_PROXIES)),
                        Limits.DEFAULT,
                        metrics::answered,
                        System::nanoTime));
    }

    private void regularly() {
        Every every = opened(new Every());
        every.run(Duration.ofSeconds(5), "telling people of alerts", site.alerts()::tick);
        every.run(Duration.ofMinutes(1), "looking at the disk", this::lookAtDisk);
        every.run(Duration.ofHours(1), "tidying up", this::tidy);
    }

    private void lookAtDisk() {
        long free = site.directory().toFile().getUsableSpace();
        if (free < 2 * DISK_RESERVE) {
            Instant now = site.clock().instant();
            site.alerts()
                    .raise(
                            new Alert(
                                    Alert.Kind.DISK,
                                    "site",
                                    null,
                                    "The disk of the site has %d MB left. Webhooks are refused when it is full; make room, or let the archive catch up."
                                            .formatted(free >> 20),
                                    now));
        } else {
            site.alerts().clear(Alert.Kind.DISK, "site");
        }
    }

    private void tidy() {
        Duration kept = Duration.ofDays(site.configuration().count(Setting.JOURNAL_DAYS));
        journal.purge(site.clock().instant().minus(kept), setAside.archived());
        fetcher.forget(FETCHED_KEPT);
        site.exclusions().prune();
        uploads.expire(UPLOAD_LIFE);
    }

    /// Where everybody reaches it.
    public int port() {
        return server.port();
    }

    public int healthPort() {
        return server.diagnosticsPort();
    }

    public FileJournal journal() {
        return journal;
    }

    public Path directory() {
        return site.directory();
    }

    @Override
    public void close() {
        Parts.close(open);
    }
}
