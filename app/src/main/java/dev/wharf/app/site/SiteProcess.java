package dev.wharf.app.site;

import dev.wharf.app.config.Setting;
import dev.wharf.app.server.Limits;
import dev.wharf.app.server.Listening;
import dev.wharf.app.server.SiteServer;
import dev.wharf.app.server.TrustedProxies;
import dev.wharf.capture.cloudapi.CloudApiEnvelopes;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.api.Actors;
import dev.wharf.site.feed.FeedRoutes;
import dev.wharf.site.fetch.FetchLoop;
import dev.wharf.site.fetch.FetchPolicy;
import dev.wharf.site.fetch.MediaFetcher;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.metrics.CountedDisk;
import dev.wharf.site.metrics.HealthRoutes;
import dev.wharf.site.metrics.SiteMetrics;
import dev.wharf.site.metrics.SiteReadings;
import dev.wharf.site.reception.Reception;
import dev.wharf.site.reception.WebhookRoutes;
import dev.wharf.site.scope.ScopeAdmission;
import dev.wharf.site.secret.SiteKey;
import dev.wharf.site.upload.UploadStore;
import dev.wharf.site.upload.UploadWatch;
import dev.wharf.site.watch.Gaps;
import dev.wharf.site.watch.LinkWatch;
import dev.wharf.site.watch.Reconciler;
import dev.wharf.site.watch.SilenceWatch;
import dev.wharf.site.watch.WatchSettings;
import dev.wharf.store.key.ArchivePublicKey;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.store.segment.ChannelOpener;

import org.jspecify.annotations.Nullable;

import java.net.URI;
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
    private static final Duration UPLOAD_LIFE = Duration.ofDays(7);
    private static final Duration CAPTURED_UPLOAD_KNOWN = Duration.ofDays(31);
    private static final Duration FETCHED_KEPT = Duration.ofDays(9);

    /// A weekend and a day.
    private static final Duration QUIET_AT_LEAST = Duration.ofDays(3);

    private static final Duration QUIET_AT_MOST = Duration.ofDays(30);

    /// How often it looks after what changes without anybody calling.
    ///
    /// @param links enrolments under way, and alerts to be told
    /// @param devices linked devices
    /// @param silence accounts that may have gone quiet
    public record Periods(Duration links, Duration devices, Duration silence) {
        public static final Periods DEFAULT =
                new Periods(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final OpenSite site;
    private final CountedDisk disk = new CountedDisk(ChannelOpener.DISK);
    private final SilenceWatch silence;
    private final Gaps gaps;
    private final RecentIds recent = new RecentIds();
    private final HiddenNumbers hidden;
    private final ArchiveWatch archive;
    private final FileJournal journal;
    private final MediaFetcher fetcher;
    private final UploadStore uploads;
    private final SetAside setAside;
    private final Readings readings;
    private final SiteMetrics metrics;
    private final Reception reception;
    private final List<Route> routes;
    private final SiteServer server;
    private final Actor watch;

    private SiteProcess(OpenSite site, ArchivePublicKey key, String host, Periods periods) {
        this.site = site;
        Clock clock = site.clock();
        this.watch = Actor.job("site", host);
        this.silence =
                new SilenceWatch(
                        site.database(), site.alerts(), clock, QUIET_AT_LEAST, QUIET_AT_MOST);
        this.gaps = new Gaps(site.database(), site.audit(), Actor.job("watch", host), clock);
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
        this.archive = new ArchiveWatch(journal, site.alerts(), clock);
        this.hidden = new HiddenNumbers(site, new Notes(journal, clock));
        this.uploads = opened(uploads(clock));
        this.setAside = new SetAside(site.database());
        this.readings = new Readings(journal, disk, fetcher, silence, gaps, site);
        this.metrics = new SiteMetrics(readings);
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
                new Reception(journal, admission, fetcher, this::heard, owners::mailbox, clock);
        opened(new FetchLoop(fetcher, clock, FETCHES));
        FeedRoutes feed = new FeedRoutes(journal.sealed(), journal::awaitBeyond, setAside);
        this.routes = routes(feed, new Actors(host));
        this.server = serve(feed);
        regularly(periods);
    }

    /// @param site stays the caller's to close, after this
    /// @param key of the archive, to which everything is sealed
    /// @param host this machine's name, for the audit
    public static SiteProcess start(OpenSite site, ArchivePublicKey key, String host) {
        return start(site, key, host, Periods.DEFAULT);
    }

    public static SiteProcess start(
            OpenSite site, ArchivePublicKey key, String host, Periods periods) {
        return new SiteProcess(site, key, host, periods);
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

    private void heard(
            Reception.Channel channel, @Nullable String account, List<UpdateEnvelope> updates) {
        if (account != null) {
            silence.seen(account);
        }
        if (channel.source() == SourceKind.LINKED_DEVICE) {
            recent.add(updates);
            if (account != null) {
                hidden.seen(channel.origin(), account, updates);
            }
        }
    }

    /// A device whose number is not the enrolled one is logged out; elsewhere, since a webhook
    /// waits for its answer.
    private void refuse(String session, Actor actor) {
        Thread.ofVirtual().name("site-refuse").start(() -> site.linking().refuse(session, actor));
    }

    private List<Route> routes(FeedRoutes feed, Actors actors) {
        EnvelopeReader cloud = new CloudApiEnvelopes();
        return SiteRoutes.of(
                site,
                new SiteRoutes.On(
                        journal, feed, archive, reception, uploads, setAside, gaps, cloud,
                        counts()),
                actors);
    }

    private SiteServer serve(FeedRoutes feed) {
        List<Route> own =
                new HealthRoutes(
                                new ReadyWhenRoom(site.directory(), DISK_RESERVE),
                                metrics.registry())
                        .routes();
        SiteServer started =
                SiteServer.start(
                        new SiteServer.Served(site.setting().listening(), routes),
                        new SiteServer.Served(site.setting().health(), own),
                        new SiteServer.Parts(
                                site.tokens(),
                                TrustedProxies.of(site.configuration().list(Setting.SITE_PROXIES)),
                                Limits.DEFAULT,
                                metrics::answered,
                                System::nanoTime));
        opened(started);
        // First of all, so that nobody waits for more while the server waits for them.
        opened(feed);
        return started;
    }

    private WebhookRoutes.Counts counts() {
        return new WebhookRoutes.Counts() {
            @Override
            public void accepted(String source, long nanos) {
                metrics.accepted(source, nanos);
            }

            @Override
            public void refused(String origin, String reason) {
                metrics.refused(origin, reason);
            }
        };
    }

    private void regularly(Periods periods) {
        Every every = opened(new Every());
        every.run(periods.links(), "telling people of alerts", site.alerts()::tick);
        every.run(periods.links(), "looking after links", () -> site.linking().tick(watch));
        GapNotes notes = new GapNotes(site, gaps, new Notes(journal, site.clock()));
        Reconciler reconciler =
                new Reconciler(
                        site.database(),
                        new FetchedAgain(site.sources(), reception, recent),
                        WatchSettings.DEFAULT,
                        site.clock());
        LinkWatch links = links(reconciler);
        every.run(periods.devices(), "watching linked devices", links::tick);
        every.run(periods.silence(), "listening for silence", () -> listen(notes, reconciler));
        every.run(periods.devices(), "noting gaps", notes::tick);
        every.run(periods.devices(), "asking for hidden numbers", hidden::tick);
        every.run(Duration.ofMinutes(1), "looking at the disk", this::lookAtDisk);
        every.run(Duration.ofMinutes(1), "looking at the archive", archive::tick);
        every.run(Duration.ofHours(1), "tidying up", this::tidy);
        every.run(Duration.ofHours(1), "missing phones", phones()::tick);
        every.run(
                Duration.ofDays(1),
                "asking Meta what the site is told of",
                new SubscriptionWatch(site)::tick);
    }

    private UploadWatch phones() {
        return new UploadWatch(
                uploads,
                site.credentials()::all,
                site.accounts()::find,
                site.alerts(),
                site.clock(),
                QUIET_AT_LEAST);
    }

    /// Who has gone quiet is noted, and what may have been missed is fetched.
    private void listen(GapNotes notes, Reconciler reconciler) {
        List<Account> accounts = site.accounts().all();
        List<String> quiet = silence.tick(accounts);
        notes.quiet(quiet, account -> silence.lastSeen(account).orElse(site.clock().instant()));
        for (Account account : accounts) {
            if (quiet.contains(account.id())
                    && account.method() instanceof CaptureMethod.Linked(var _, String session)) {
                reconciler.soon(session);
            }
        }
    }

    private LinkWatch links(Reconciler reconciler) {
        return new LinkWatch(
                site.sources().gateways(),
                site.devices(),
                gaps,
                reconciler,
                site.alerts(),
                (device, number) -> site.linking().numberIs(device, number, watch),
                WatchSettings.DEFAULT,
                watch,
                site.clock());
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
        uploads.expire(UPLOAD_LIFE, CAPTURED_UPLOAD_KNOWN);
    }

    /// Where this machine reaches it: by its own name where a certificate says that name.
    public URI address() {
        Listening at = site.setting().listening();
        return at.certificate() == null
                ? local("http", at, server.port())
                : site.configuration()
                        .address(Setting.SITE_ADDRESS)
                        .orElseGet(() -> local("https", at, server.port()));
    }

    public URI healthAddress() {
        return local("http", site.setting().health(), server.diagnosticsPort());
    }

    private static URI local(String scheme, Listening at, int port) {
        boolean every = at.host().equals("0.0.0.0") || at.host().equals("::");
        String host = every ? "127.0.0.1" : at.host();
        return URI.create(
                "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port));
    }

    /// Every way in that it serves, but for health and metrics.
    public List<Route> routes() {
        return routes;
    }

    public FileJournal journal() {
        return journal;
    }

    /// What it says of itself.
    public SiteReadings readings() {
        return readings;
    }

    public Path directory() {
        return site.directory();
    }

    @Override
    public void close() {
        Parts.close(open);
    }
}
