package dev.wharf.site.fetch;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.MediaSource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.journal.Companion;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.journal.MediaId;
import dev.wharf.site.journal.SealedFile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Fetches what awaiting captures name, and visits them.
///
/// A file that was fetched counts only once a visit refers to it: until then it is remembered here
/// alone, and a crash lets it be fetched again. Safe for many threads; one works on a capture at a
/// time.
public final class MediaFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(MediaFetcher.class);

    /// What a crash can leave between a capture and its tasks lies this far behind at most.
    private static final long SURVEYED = 10_000;

    private static final int UPCOMING = 256;

    private final FileJournal journal;
    private final SiteDatabase database;
    private final Function<String, Optional<MediaSource>> sources;
    private final Alerts alerts;
    private final Clock clock;
    private final FetchPolicy policy;
    private final Fetch fetch;
    private final Set<Long> busy = new HashSet<>();
    private final Map<Long, Map<String, FetchTask>> came = new ConcurrentHashMap<>();
    private final Set<String> alarmed = ConcurrentHashMap.newKeySet();
    private Runnable wake = () -> {};

    /// @param sources by the origin that [#await] names
    /// @param mostBytes a larger file is not taken; WhatsApp's own limit is 2 GB
    public MediaFetcher(
            FileJournal journal,
            SiteDatabase database,
            Function<String, Optional<MediaSource>> sources,
            Alerts alerts,
            Clock clock,
            FetchPolicy policy,
            long mostBytes) {
        this.journal = journal;
        this.database = database;
        this.sources = sources;
        this.alerts = alerts;
        this.clock = clock;
        this.policy = policy;
        this.fetch = new Fetch(journal, mostBytes);
    }

    /// Is called when there is something to do before [#nextDue] said.
    public void onWork(Runnable wake) {
        this.wake = wake;
    }

    /// After a start: visits the captures that a crash left without tasks, so that they are read.
    /// Before anything is received.
    public void recover() {
        Set<Long> awaiting = new HashSet<>();
        journal.survey(
                Math.max(0, journal.acknowledged() - SURVEYED),
                new FileJournal.Survey() {
                    @Override
                    public void awaiting(long capture, Instant receivedAt) {
                        awaiting.add(capture);
                    }

                    @Override
                    public void visited(long capture) {
                        awaiting.remove(capture);
                    }
                });
        database.read(FetchRepository::captures).forEach(awaiting::remove);
        awaiting.stream().sorted().forEach(capture -> visit(capture, List.of()));
    }

    /// Takes over the files that a capture names; durable when it returns.
    ///
    /// @param origin which source has them
    public void await(long capture, String origin, List<MediaNeed> needs) {
        Instant now = clock.instant();
        database.write(
                sql -> {
                    needs.forEach(
                            need ->
                                    FetchRepository.insert(
                                            sql, FetchTask.of(capture, origin, need, now)));
                    return needs.size();
                });
        wake.run();
    }

    /// Captures with something to do now, none of which anybody works on.
    public List<Long> due(int most) {
        List<Long> due = database.read(sql -> FetchRepository.due(sql, clock.instant(), most));
        synchronized (busy) {
            return due.stream().filter(capture -> !busy.contains(capture)).toList();
        }
    }

    /// When something that nobody works on is next to be tried; null when nothing is.
    public @Nullable Instant nextDue() {
        List<FetchRepository.Upcoming> upcoming =
                database.read(sql -> FetchRepository.upcoming(sql, UPCOMING));
        synchronized (busy) {
            return upcoming.stream()
                    .filter(one -> !busy.contains(one.capture()))
                    .map(FetchRepository.Upcoming::due)
                    .findFirst()
                    .orElse(null);
        }
    }

    /// Files that are still to be fetched.
    public long backlog() {
        return database.read(FetchRepository::open);
    }

    /// Forgets what was done with before a time.
    public void forget(Duration kept) {
        Instant before = clock.instant().minus(kept);
        database.write(
                sql -> {
                    FetchRepository.forget(sql, before);
                    return true;
                });
    }

    /// Tries everything of a capture that is due, and visits it when it is time. Returns at once
    /// when another thread works on it.
    public void work(long capture) {
        synchronized (busy) {
            if (!busy.add(capture)) {
                return;
            }
        }
        try {
            attempt(capture);
        } finally {
            synchronized (busy) {
                busy.remove(capture);
            }
        }
    }

    private void attempt(long capture) {
        List<FetchTask> before = tasks(capture);
        List<FetchTask> after = new ArrayList<>();
        Instant now = clock.instant();
        for (FetchTask task : before) {
            boolean dueNow = task.open() && !task.due().isAfter(now);
            after.add(dueNow ? attempt(task, now) : task);
        }
        boolean shown = before.stream().anyMatch(FetchTask::shown);
        if (shown ? somethingCame(after) : nothingComesSoon(after)) {
            visit(capture, after.stream().map(FetchTask::companion).toList());
            save(after.stream().map(FetchTask::asShown).toList());
            came.remove(capture);
            after.stream().filter(task -> !task.open() && !task.shown()).forEach(this::tellSource);
        } else {
            save(after.stream().map(task -> waiting(task, after)).toList());
            remember(capture, after);
        }
    }

    /// What came is not said to have come before a visit keeps it: until then it is due when the
    /// others are.
    private static FetchTask waiting(FetchTask task, List<FetchTask> all) {
        if (!(task.state() instanceof FetchTask.State.Fetched) || task.shown()) {
            return task;
        }
        Instant next =
                all.stream()
                        .filter(FetchTask::open)
                        .map(FetchTask::due)
                        .min(Instant::compareTo)
                        .orElse(task.due());
        return task.openUntil(next);
    }

    private List<FetchTask> tasks(long capture) {
        Map<String, FetchTask> here = came.getOrDefault(capture, Map.of());
        return database.read(sql -> FetchRepository.of(sql, capture)).stream()
                .map(task -> here.getOrDefault(task.need().mediaId(), task))
                .toList();
    }

    private void remember(long capture, List<FetchTask> tasks) {
        Map<String, FetchTask> done = new HashMap<>();
        tasks.stream()
                .filter(task -> !task.open() && !task.shown())
                .forEach(task -> done.put(task.need().mediaId(), task));
        if (!done.isEmpty()) {
            came.put(capture, done);
        }
    }

    private FetchTask attempt(FetchTask task, Instant now) {
        Optional<MediaSource> source = sources.apply(task.origin());
        Fetch.Outcome outcome =
                source.isPresent()
                        ? fetch.attempt(task.need(), source.get())
                        : new Fetch.Outcome.Failed(
                                String.valueOf(Fetch.noSource(task.origin()).getMessage()));
        return switch (outcome) {
            case Fetch.Outcome.Came(SealedFile file) -> {
                calm(task.origin());
                yield task.with(new FetchTask.State.Fetched(file.id(), file.digest(), file.size()));
            }
            case Fetch.Outcome.Gone(String reason) ->
                    task.with(new FetchTask.State.GivenUp(reason));
            case Fetch.Outcome.Failed(String reason) -> failed(task, now, reason);
        };
    }

    private FetchTask failed(FetchTask task, Instant now, String reason) {
        if (policy.late(task.attempts() + 1)) {
            alarm(task, reason, now);
        }
        return policy.over(task.since(), now)
                ? task.with(
                        new FetchTask.State.GivenUp(
                                "%s, for %d days".formatted(reason, policy.most().toDays())))
                : task.failed(policy.next(task.attempts() + 1, now), reason);
    }

    private void alarm(FetchTask task, String reason, Instant now) {
        LOG.warn(
                "file of capture {} from {} not fetched, attempt {}: {}",
                task.capture(),
                task.origin(),
                task.attempts() + 1,
                reason);
        alarmed.add(task.origin());
        alerts.raise(
                new Alert(
                        Alert.Kind.MEDIA,
                        task.origin(),
                        null,
                        "Files cannot be fetched from %s: %s. They are tried again for %d days; messages are archived without them until then."
                                .formatted(task.origin(), reason, policy.most().toDays()),
                        now));
    }

    private void calm(String origin) {
        if (alarmed.remove(origin)) {
            alerts.clear(Alert.Kind.MEDIA, origin);
        }
    }

    /// When a message is to be shown for the first time.
    private boolean nothingComesSoon(List<FetchTask> tasks) {
        return !tasks.isEmpty()
                && tasks.stream().noneMatch(task -> task.open() && !policy.late(task.attempts()));
    }

    /// When it is to be shown again.
    private static boolean somethingCame(List<FetchTask> tasks) {
        return tasks.stream()
                .anyMatch(task -> task.state() instanceof FetchTask.State.Fetched && !task.shown());
    }

    private void visit(long capture, List<Companion> companions) {
        try {
            journal.visit(capture, clock.instant(), companions);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot show capture " + capture, failed);
        }
    }

    private void save(List<FetchTask> tasks) {
        if (!tasks.isEmpty()) {
            database.write(
                    sql -> {
                        tasks.forEach(task -> FetchRepository.update(sql, task));
                        return tasks.size();
                    });
        }
    }

    /// The file is durable here; the source need not keep it.
    private void tellSource(FetchTask task) {
        if (!(task.state() instanceof FetchTask.State.Fetched(MediaId _, var _, var _))) {
            return;
        }
        try {
            Optional<MediaSource> source = sources.apply(task.origin());
            if (source.isPresent()) {
                source.get().fetched(task.need());
            }
        } catch (IOException | WharfException failed) {
            LOG.warn(
                    "{} was not told that the file of capture {} is here: {}",
                    task.origin(),
                    task.capture(),
                    failed.getClass().getSimpleName());
        }
    }
}
