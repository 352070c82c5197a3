package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.log.DestinationResult.Progress;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/// A run as a document of the archive.
record RunDocument(
        int version,
        String id,
        List<Step> history,
        List<Destination> destinations,
        @Nullable String message) {
    static final String KIND = "connector-run";
    private static final int VERSION = 1;

    record Step(String state, String at) {}

    record Destination(
            String name,
            ImportCounters counters,
            Progress progress,
            boolean away,
            @Nullable String message) {}

    static String write(ConnectorRun run) {
        return StrictJson.MAPPER.writeValueAsString(
                new RunDocument(
                        VERSION,
                        run.id().text(),
                        run.history().stream()
                                .map(one -> new Step(one.state().text(), one.at().toString()))
                                .toList(),
                        run.destinations().stream().map(RunDocument::destination).toList(),
                        run.message()));
    }

    private static Destination destination(DestinationResult result) {
        return new Destination(
                result.destination().value(),
                result.counters(),
                result.progress(),
                result.away(),
                result.message());
    }

    /// @throws WharfException STORAGE_CORRUPT for what no version up to this one has written
    static ConnectorRun read(String key, String json) {
        try {
            RunDocument document = StrictJson.MAPPER.readValue(json, RunDocument.class);
            if (document.version != VERSION) {
                throw corrupt(key, "it is written by a newer Wharf; use that one", null);
            }
            return new ConnectorRun(
                    ConnectorRunId.parse(document.id),
                    document.history.stream()
                            .map(
                                    one ->
                                            new ConnectorRun.Step(
                                                    RunState.parse(one.state),
                                                    Instant.parse(one.at)))
                            .toList(),
                    document.destinations.stream().map(RunDocument::result).toList(),
                    document.message);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw corrupt(key, "it is damaged", e);
        }
    }

    private static DestinationResult result(Destination one) {
        return new DestinationResult(
                new ConnectorName(one.name), one.counters, one.progress, one.away, one.message);
    }

    private static WharfException corrupt(String key, String what, @Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "The record of run %s cannot be read: %s.".formatted(key, what),
                cause);
    }
}
