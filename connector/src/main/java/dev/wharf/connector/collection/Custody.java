package dev.wharf.connector.collection;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The custody records of a collection: what is written for each original, and reading it back.
public final class Custody {
    private static final String FILES = "custody-files";
    private static final int FILES_A_DOCUMENT = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Custody() {}

    /// What became of one original.
    ///
    /// @param report null when nothing in it could be read
    /// @param decoder null when none read it
    /// @param scope the options that limit it
    /// @param kept whether the original itself lies in the archive
    public record Result(
            String outcome,
            @Nullable String problem,
            @Nullable SourceReport report,
            @Nullable String decoder,
            Map<String, String> scope,
            long leftOut,
            boolean kept) {}

    /// What to commit with the last of an original; nothing for one that is no part of a
    /// collection.
    public static List<Change> of(CaptureRecord capture, CaptureBody body, Result result)
            throws IOException {
        CustodyOptions given = CustodyOptions.of(capture.envelope().options());
        if (given == null) {
            return List.of();
        }
        PackSums sums = PackSums.of(body);
        CustodyRecord record = record(capture, given, sums, result);
        List<Change> changes = new ArrayList<>();
        for (int at = 0; at < sums.lines().size(); at += FILES_A_DOCUMENT) {
            List<String> some =
                    sums.lines().subList(at, Math.min(sums.lines().size(), at + FILES_A_DOCUMENT));
            changes.add(
                    new Change.PutDocument(
                            FILES,
                            "%s-%06d".formatted(record.key(), at / FILES_A_DOCUMENT),
                            JSON.writeValueAsString(some)));
        }
        changes.add(new Change.PutDocument(CustodyRecord.KIND, record.key(), record.json()));
        return changes;
    }

    private static CustodyRecord record(
            CaptureRecord capture, CustodyOptions given, PackSums sums, Result result) {
        CaptureEnvelope envelope = capture.envelope();
        SourceReport report = result.report;
        Person owner = report == null ? null : report.owner();
        return new CustodyRecord(
                capture.id().sequence(),
                envelope.name() == null ? "capture " + capture.id() : envelope.name(),
                envelope.source().name().toLowerCase(Locale.ROOT),
                capture.digest().sha256(),
                capture.size(),
                envelope.receivedAt().toString(),
                given.collector(),
                given.device(),
                given.tool(),
                given.actor(),
                given.host(),
                result.outcome,
                result.problem,
                result.decoder,
                report == null ? null : report.platform(),
                owner == null ? envelope.account() : owner.label(),
                result.scope,
                report == null ? 0 : report.events(),
                result.leftOut,
                result.kept,
                sums.lines().size(),
                sums.sha256());
    }

    /// Every original, in order of collection.
    public static List<CustodyRecord> all(ArchiveReader archive) {
        return archive.documents(CustodyRecord.KIND).stream()
                .map(document -> CustodyRecord.parse(document.json()))
                .toList();
    }

    /// The digests of the files that an original was packed of, as `sha256sum` writes them.
    public static Stream<String> files(ArchiveReader archive, CustodyRecord original) {
        String key = original.key();
        return archive.documents(FILES, key + "-", key + ".").stream()
                .flatMap(one -> Arrays.stream(JSON.readValue(one.json(), String[].class)));
    }
}
