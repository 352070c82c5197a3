package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupSurvey;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Question;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.List;

/// An encrypted backup for which nobody has given a passcode yet.
final class LockedCapture implements DecodedCapture {
    private final SourceReport report;

    /// @param question for a person
    LockedCapture(CaptureRecord record, String question) {
        BackupSurvey survey = new BackupSurvey(record, "ios-backup", "ios");
        survey.ask(new Question("--passcode", question, List.of()));
        report = survey.report(null, "the backup is locked");
    }

    @Override
    public SourceReport report() {
        return report;
    }

    /// @throws WharfException `INPUT_AMBIGUOUS`, always
    @Override
    public void events(Sink sink) {
        throw new WharfException(ErrorCode.INPUT_AMBIGUOUS, report.questions().getFirst().text());
    }

    @Override
    public void close() {}
}
