package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSurvey;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceReport;

import java.io.IOException;

/// A backup that was surveyed: the survey makes every event once and counts it, so that the report
/// cannot differ from what `events` gives.
final class AndroidBackupCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final BackupFiles files;
    private final AndroidReader reader;
    private final SourceReport report;

    private AndroidBackupCapture(
            CaptureRecord record, BackupFiles files, AndroidReader reader, SourceReport report) {
        this.record = record;
        this.files = files;
        this.reader = reader;
        this.report = report;
    }

    /// @param files closed with the capture, as is the reader; or by the caller when this fails
    static AndroidBackupCapture survey(
            CaptureRecord record,
            BackupFiles files,
            AndroidReader reader,
            Owner owner,
            BackupSurvey survey)
            throws IOException {
        reader.read(
                new Out() {
                    @Override
                    public void event(String locator, Raw raw, Draft draft) {
                        survey.event(draft);
                    }

                    @Override
                    public void note(String what, String locator) {
                        survey.note(what, locator);
                    }

                    @Override
                    public void type(String type) {
                        survey.type(type);
                    }
                });
        return new AndroidBackupCapture(
                record,
                files,
                reader,
                survey.report(owner.known() ? owner.person() : null, owner.evidence()));
    }

    @Override
    public SourceReport report() {
        return report;
    }

    @Override
    public void events(Sink sink) throws IOException {
        if (!report.questions().isEmpty()) {
            return;
        }
        reader.read(
                new Out() {
                    @Override
                    public void event(String locator, Raw raw, Draft draft) throws IOException {
                        sink.accept(
                                new DecodedEvent(
                                        draft.event(from(locator)), raw.bytes(), draft.pending()));
                    }

                    @Override
                    public void note(String what, String locator) {}
                });
    }

    private Provenance from(String locator) {
        return new Provenance(
                record.envelope().source(),
                record.id(),
                record.digest(),
                record.envelope().name(),
                AndroidBackupDecoder.VERSION,
                locator,
                record.envelope().account());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } finally {
            files.close();
        }
    }
}
