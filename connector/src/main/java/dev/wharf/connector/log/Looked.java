package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// When a connector looked whether there is something to do, and what it last had to do.
///
/// @param started of the last run that came to an end; null when none did
/// @param ended of the same
/// @param well start of the last run that ended well; null when none did
/// @param run the last one that is kept; null when none is
public record Looked(
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant well,
        @Nullable ConnectorRunId run) {
    static final String KIND = "connector-looked";
    static final Looked NEVER = new Looked(null, null, null, null);

    private record Document(
            @Nullable String started,
            @Nullable String ended,
            @Nullable String well,
            @Nullable String run) {}

    Looked with(ConnectorRunId kept) {
        return new Looked(started, ended, well, kept);
    }

    /// After a run that has ended.
    Looked after(ConnectorRun ended) {
        return new Looked(
                ended.started(),
                ended.finished(),
                ended.state().isWell() ? ended.started() : well,
                run);
    }

    String write() {
        return StrictJson.MAPPER.writeValueAsString(
                new Document(
                        text(started), text(ended), text(well), run == null ? null : run.text()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    static Looked read(String json) {
        Document document = StrictJson.MAPPER.readValue(json, Document.class);
        return new Looked(
                instant(document.started),
                instant(document.ended),
                instant(document.well),
                document.run == null ? null : ConnectorRunId.parse(document.run));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    static String key(ConnectorName connector) {
        return connector.value();
    }
}
