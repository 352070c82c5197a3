package dev.wharf.app.site;

import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningIntake;
import dev.wharf.app.home.Turn;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.progress.Progress;
import dev.wharf.site.feed.HttpSealedJournal;
import dev.wharf.site.feed.SiteAddress;
import dev.wharf.site.feed.SiteUploads;
import dev.wharf.site.journal.OpenedFeed;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The archive's side of a site: follows its feed and takes in what comes, as long as it is open.
///
/// One thread of its own reads; a site that is away, or a disk that is full, is tried again. Others
/// import through the same feed, and take turns with it.
public final class ArchiveSide implements RunningIntake, Turn, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveSide.class);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration HURRY = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Home home;
    private final SiteAddress address;
    private final IntakeOptions options;
    private final Following following;
    private final Clock clock;
    private final HttpSealedJournal journal;
    private final SiteUploads uploads;
    private final SiteReport report;
    private final Thread thread;
    private final Object state = new Object();
    private final Moments moments = new Moments();
    private final AtomicInteger waiting = new AtomicInteger();

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private @Nullable Intake intake;
    private @Nullable WharfException failure;
    private byte[] people = new byte[0];
    private long version;
    private Instant looked = Instant.MIN;

    /// @param home stays the caller's to close, after this
    /// @param options with the people of the firm's own files
    public ArchiveSide(Home home, SiteAddress address, IntakeOptions options, Clock clock) {
        this(home, address, options, Following.PLAIN, clock);
    }

    /// @param following is asked from now on, and closed by nobody here
    public ArchiveSide(
            Home home,
            SiteAddress address,
            IntakeOptions options,
            Following following,
            Clock clock) {
        this.home = home;
        this.address = address;
        this.options = options;
        this.following = following;
        this.clock = clock;
        this.journal = new HttpSealedJournal(address, this::rest);
        this.uploads = new SiteUploads(address, this::rest);
        this.report = new SiteReport(home.archive(), journal, following::alerts, clock);
        home.siteElsewhere(journal::purge);
        this.thread = Thread.ofPlatform().name("wharf-intake").start(this::run);
    }

    private void run() {
        while (!stopping) {
            try {
                follow();
            } catch (WharfException failed) {
                said(failed);
                if (failed.code().kind() == ErrorKind.INTEGRITY) {
                    return;
                }
                pause();
            } catch (RuntimeException bug) {
                LOG.error("the intake failed and begins anew", bug);
                pause();
            }
        }
    }

    /// Follows until somebody's mailbox is to be found elsewhere, or until the end.
    private void follow() {
        people = journal.users();
        version = following.version();
        looked = clock.instant();
        IntakeOptions now =
                following.options(options.knowing(People.of(options.directory(), people)));
        OpenedFeed site = new OpenedFeed(new HttpSealedJournal(address, this::rest), home.keys());
        try (Feed feed = following.through(site)) {
            Intake open = home.intake(feed, now, Progress.NONE);
            begin(open);
            open.follow(() -> awaitMore(site));
        } finally {
            begin(null);
        }
    }

    private void begin(@Nullable Intake next) {
        synchronized (state) {
            intake = next;
            if (next != null) {
                failure = null;
            }
        }
        moments.next();
    }

    /// On the intake's thread, with nothing underway.
    private boolean awaitMore(OpenedFeed feed) {
        moments.next();
        following.archived();
        report.tell();
        if (stopping || peopleChanged()) {
            return false;
        }
        journal.awaitBeyond(feed.position(), waiting.get() > 0 ? HURRY : QUIET);
        return !stopping;
    }

    private boolean peopleChanged() {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOK_AGAIN))) {
            return false;
        }
        looked = now;
        return version != following.version() || !Arrays.equals(people, journal.users());
    }

    /// Waits until all that the site holds now is archived, or set aside.
    ///
    /// @param stop asked twice a second
    /// @throws WharfException when the site is away, or the archive cannot write
    public void catchUp(Progress watched, BooleanSupplier stop) {
        long held = journal.durable();
        waiting.incrementAndGet();
        try {
            while (journal.acknowledged() < held && !stop.getAsBoolean()) {
                watched.advance(0);
                awaitProgress();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void said(WharfException failed) {
        synchronized (state) {
            failure = failed;
        }
        moments.next();
        if (!stopping) {
            LOG.warn("nothing is archived for now: {}", failed.getMessage());
        }
    }

    /// Before a site that is away is asked again; not any more once this is closed.
    private void rest(Duration time) throws InterruptedException {
        boolean _ = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pause() {
        if (!stopping) {
            moments.await(PAUSE);
        }
    }

    @Override
    public <T> T take(Supplier<T> work) {
        Intake running;
        synchronized (state) {
            running = intake;
        }
        return running == null ? work.get() : running.between(work);
    }

    @Override
    public CaptureId accept(CaptureEnvelope envelope, Home.Importing.Body body) throws IOException {
        long size;
        try (InputStream in = body.open()) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        try (InputStream in = body.open()) {
            return new CaptureId(uploads.upload(envelope, in, size));
        }
    }

    @Override
    public RunRecord taken(Set<CaptureId> captures, Progress watched) {
        Set<Long> wanted = new TreeSet<>();
        captures.forEach(capture -> wanted.add(capture.sequence()));
        if (wanted.isEmpty()) {
            return home.runs().all().getLast().only(wanted);
        }
        waiting.incrementAndGet();
        try {
            while (true) {
                watched.advance(0);
                RunRecord found = found(wanted);
                if (found != null) {
                    return found;
                }
                awaitProgress();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private @Nullable RunRecord found(Set<Long> wanted) {
        if (journal.acknowledged() < Collections.max(wanted)) {
            return null;
        }
        List<RunRecord> runs = home.runs().all();
        for (RunRecord run : runs.reversed()) {
            RunRecord own = run.only(wanted);
            if (own.sources().size() == wanted.size() && own.state() != RunRecord.State.RUNNING) {
                return own;
            }
        }
        return null;
    }

    private void awaitProgress() {
        synchronized (state) {
            if (failure != null && intake == null) {
                throw failure;
            }
            if (intake != null) {
                intake.rollOver();
            }
        }
        moments.await(GLANCE);
    }

    /// Ends at a durable point.
    @Override
    public void close() {
        stopping = true;
        ended.countDown();
        moments.next();
        journal.close();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        uploads.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
