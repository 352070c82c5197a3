package dev.wharf.app.cli;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.ArchiveReader;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;

/// The records of runs, which the archive keeps as documents.
final class RunDocuments {

    private final ArchiveReader archive;

    RunDocuments(ArchiveReader archive) {
        this.archive = archive;
    }

    /// Oldest first.
    List<RunRecord> all() {
        return archive.documents(RunRecord.KIND).stream()
                .map(document -> parse(document.json()))
                .toList();
    }

    Optional<RunRecord> find(String id) {
        return archive.document(RunRecord.KIND, id).map(RunDocuments::parse);
    }

    private static RunRecord parse(String json) {
        return JsonMapper.shared().readValue(json, RunRecord.class);
    }
}
