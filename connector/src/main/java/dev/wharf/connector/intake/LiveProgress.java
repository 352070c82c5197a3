package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Change;

import tools.jackson.databind.json.JsonMapper;

/// How far live captures are archived: one document for all of them, written in the same commit as
/// the page that it speaks of.
///
/// @param through everything live up to this sequence is dealt with: archived, or set aside with an
///   [IntakeProgress] of its own
/// @param captures how many there were
record LiveProgress(long through, long captures) {
    static final String KIND = "live";
    private static final String KEY = "progress";

    static final LiveProgress NONE = new LiveProgress(0, 0);

    static LiveProgress of(ArchiveReader reader) {
        return reader.document(KIND, KEY)
                .map(json -> JsonMapper.shared().readValue(json, LiveProgress.class))
                .orElse(NONE);
    }

    LiveProgress and(long last, long more) {
        return new LiveProgress(last, captures + more);
    }

    Change put() {
        return new Change.PutDocument(KIND, KEY, JsonMapper.shared().writeValueAsString(this));
    }
}
