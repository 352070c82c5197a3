package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.NamedDocument;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The record of every run that had something to do, and of when connectors looked, kept in the
/// archive. A connector that looks each minute and finds nothing leaves one document a day.
///
/// Reading is safe for many threads; writing is for one thread at a time, as the archive's writer
/// is. What is written is durable when a method returns.
public final class ConnectorRunStore {
    /// A day on which a connector looked; the document is empty.
    static final String DAY = "connector-day";

    private static final String NOTHING_MORE = "{}";

    /// How often a look that found nothing is written down. What is lost with it after a crash is
    /// one look too many.
    private static final Duration NOTED = Duration.ofMinutes(15);

    private final ArchiveWriter writer;
    private final ArchiveReader reader;
    private final Clock clock;

    public ConnectorRunStore(ArchiveWriter writer, ArchiveReader reader, Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    /// Begins a run. It is not kept before it is saved; one that never is leaves its id to the
    /// next. A run that is kept and has not ended was cut off: it is marked so.
    public ConnectorRun begin(ConnectorName connector) {
        Instant now = clock.instant();
        @Nullable ConnectorRunId last = looked(connector).run();
        if (last != null) {
            find(last)
                    .filter(run -> !run.state().hasEnded())
                    .map(run -> run.become(RunState.INTERRUPTED, now))
                    .ifPresent(run -> writer.commit(changes(run)));
        }
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return ConnectorRun.begun(
                new ConnectorRunId(connector, day, number(last, connector, day)), now);
    }

    private int number(@Nullable ConnectorRunId last, ConnectorName connector, LocalDate day) {
        if (last != null && last.day().equals(day)) {
            return last.number() + 1;
        }
        // A clock that was set back may have come to a day again.
        List<ConnectorRun> before = runs(connector, day);
        return before.isEmpty() ? 1 : before.getLast().id().number() + 1;
    }

    /// How far a run has come, to be committed together with what it did.
    public List<Change> changes(ConnectorRun run) {
        return List.of(
                new Change.PutDocument(RunDocument.KIND, run.id().text(), RunDocument.write(run)),
                put(run.connector(), looked(run.connector()).with(run.id())));
    }

    /// How far a run has come.
    public void save(ConnectorRun run) {
        writer.commit(changes(run));
    }

    /// Ends a run.
    ///
    /// @param message why it waits or failed, and what to do about it; null when all went well
    public ConnectorRun end(ConnectorRun run, RunState how, @Nullable String message) {
        ConnectorRun ended = run.become(how, clock.instant(), message);
        Looked before = looked(ended.connector());
        boolean kept = ended.id().equals(before.run());
        List<Change> changes = new ArrayList<>();
        if (kept || !ended.foundNothing()) {
            changes.add(
                    new Change.PutDocument(
                            RunDocument.KIND, ended.id().text(), RunDocument.write(ended)));
            before = before.with(ended.id());
        } else if (isNoted(ended, before)) {
            return ended;
        }
        changes.add(put(ended.connector(), before.after(ended)));
        String day = ConnectorRunId.key(ended.connector(), ended.id().day());
        if (reader.document(DAY, day).isEmpty()) {
            changes.add(new Change.PutDocument(DAY, day, NOTHING_MORE));
        }
        writer.commit(changes);
        return ended;
    }

    private static Change put(ConnectorName connector, Looked looked) {
        return new Change.PutDocument(Looked.KIND, Looked.key(connector), looked.write());
    }

    /// Whether the last look that was written down is recent enough, and went well too.
    private static boolean isNoted(ConnectorRun now, Looked before) {
        Instant started = before.started();
        if (started == null || !started.equals(before.well())) {
            return false;
        }
        Duration since = Duration.between(started, now.started());
        return !since.isNegative()
                && since.compareTo(NOTED) < 0
                && LocalDate.ofInstant(started, ZoneOffset.UTC).equals(now.id().day());
    }

    public Optional<ConnectorRun> find(ConnectorRunId id) {
        return reader.document(RunDocument.KIND, id.text())
                .map(json -> RunDocument.read(id.text(), json));
    }

    /// Runs that began on a UTC day, oldest first.
    public List<ConnectorRun> runs(ConnectorName connector, LocalDate day) {
        return runs(connector, day, day);
    }

    /// Runs that began on the days from `first` to `last`, oldest first.
    public List<ConnectorRun> runs(ConnectorName connector, LocalDate first, LocalDate last) {
        List<NamedDocument> documents =
                reader.documents(
                        RunDocument.KIND,
                        ConnectorRunId.key(connector, first),
                        ConnectorRunId.key(connector, last.plusDays(1)));
        return documents.stream()
                .map(document -> RunDocument.read(document.key(), document.json()))
                .toList();
    }

    /// Everything that a run did not deliver, or not whole, in order; read chunk by chunk.
    public Stream<NotDelivered> notDelivered(ConnectorRunId run) {
        return Stream.iterate(1, chunk -> chunk + 1)
                .map(chunk -> FailuresDocument.key(run, chunk))
                .map(
                        key ->
                                reader.document(FailuresDocument.KIND, key)
                                        .map(json -> read(key, json)))
                .takeWhile(Optional::isPresent)
                .flatMap(chunk -> chunk.orElse(List.of()).stream());
    }

    private static List<NotDelivered> read(String key, String json) {
        return FailuresDocument.read(key, json);
    }

    /// When it looked last, to a quarter of an hour when it found nothing.
    public Looked looked(ConnectorName connector) {
        return reader.document(Looked.KIND, Looked.key(connector))
                .map(Looked::read)
                .orElse(Looked.NEVER);
    }

    /// Whether a run began on that UTC day and came to an end.
    public boolean hasLooked(ConnectorName connector, LocalDate day) {
        return reader.document(DAY, ConnectorRunId.key(connector, day)).isPresent();
    }

    /// For `ConnectorLoop`.
    public Optional<Instant> lastStart(ConnectorName connector) {
        return Optional.ofNullable(looked(connector).started());
    }
}
