package dev.wharf.connector.run;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Run records, kept in the archive as documents.
public final class RunStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LAST = "run-last";

    private final ArchiveWriter writer;
    private final ArchiveReader reader;
    private final Clock clock;

    public RunStore(ArchiveWriter writer, ArchiveReader reader, Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    /// Every run, oldest first.
    public List<RunRecord> all() {
        return reader.documents(RunRecord.KIND).stream()
                .map(document -> parse(document.json()))
                .toList();
    }

    public Optional<RunRecord> find(String id) {
        return reader.document(RunRecord.KIND, id).map(RunStore::parse);
    }

    /// Begins a run, durably. One still marked as running was cut off: it is marked so. Reads the
    /// last run alone: there may be years of them.
    public RunLog begin() {
        Optional<RunRecord> last = last();
        last.filter(run -> run.state() == RunRecord.State.RUNNING)
                .ifPresent(run -> put(run.ended(clock.instant(), RunRecord.State.INTERRUPTED)));
        int number =
                last.map(run -> Integer.parseInt(run.id().substring("run-".length())) + 1)
                        .orElse(1);
        RunLog log = new RunLog("run-%06d".formatted(number), clock.instant());
        put(log.record());
        return log;
    }

    /// By the pointer; an archive that has none yet is read through, once.
    private Optional<RunRecord> last() {
        Optional<String> pointer = reader.document(LAST, LAST);
        if (pointer.isPresent()) {
            return find(JSON.readValue(pointer.get(), Last.class).id());
        }
        List<RunRecord> before = all();
        return before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    }

    /// Writes how far a run has come, durably.
    public void update(RunLog log) {
        put(log.record());
    }

    /// Ends a run, durably.
    public RunRecord end(RunLog log, RunRecord.State how) {
        RunRecord record = log.record().ended(clock.instant(), how);
        put(record);
        return record;
    }

    private void put(RunRecord record) {
        writer.commit(
                List.of(
                        new Change.PutDocument(
                                RunRecord.KIND, record.id(), JSON.writeValueAsString(record)),
                        new Change.PutDocument(
                                LAST, LAST, JSON.writeValueAsString(new Last(record.id())))));
    }

    /// Which run was written last.
    record Last(String id) {}

    private static RunRecord parse(String json) {
        return JSON.readValue(json, RunRecord.class);
    }
}
