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

    /// Begins a run, durably. A run still marked as running was cut off: it is marked so.
    public RunLog begin() {
        List<RunRecord> before = all();
        before.stream()
                .filter(run -> run.state() == RunRecord.State.RUNNING)
                .forEach(run -> put(run.ended(clock.instant(), RunRecord.State.INTERRUPTED)));
        int number =
                before.isEmpty()
                        ? 1
                        : Integer.parseInt(before.getLast().id().substring("run-".length())) + 1;
        RunLog log = new RunLog("run-%06d".formatted(number), clock.instant());
        put(log.record());
        return log;
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
                                RunRecord.KIND, record.id(), JSON.writeValueAsString(record))));
    }

    private static RunRecord parse(String json) {
        return JSON.readValue(json, RunRecord.class);
    }
}
