package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// A surveyed export.
final class ExportCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final Container container;
    private final List<TextSurvey.Result> texts;
    private final SourceReport report;

    private ExportCapture(
            CaptureRecord record,
            Container container,
            List<TextSurvey.Result> texts,
            SourceReport report) {
        this.record = record;
        this.container = container;
        this.texts = texts;
        this.report = report;
    }

    static ExportCapture survey(CaptureRecord record, Container container) throws IOException {
        Options options = Options.of(record.envelope().options(), record.envelope().account());
        List<TextSurvey.Result> texts = new ArrayList<>();
        ReportBuilder report = new ReportBuilder(record);
        for (ChatText text : container.texts()) {
            TextSurvey.Result result = new TextSurvey(record, text, options).run();
            texts.add(result);
            Census census = new Census();
            EventReader reader =
                    new EventReader(record, result.profile(), container.files(), false, census);
            read(result, reader);
            report.add(result, census, reader);
        }
        return new ExportCapture(record, container, texts, report.build(container.warnings()));
    }

    private static void read(TextSurvey.Result text, EventReader reader) throws IOException {
        try (InputStream in = text.text().opener().open()) {
            reader.read(text.text().lines(in));
        }
    }

    @Override
    public SourceReport report() {
        return report;
    }

    @Override
    public void events(Sink sink) throws IOException {
        if (!report.questions().isEmpty()) {
            throw new WharfException(
                    ErrorCode.INPUT_AMBIGUOUS, report.questions().getFirst().text());
        }
        for (TextSurvey.Result text : texts) {
            read(text, new EventReader(record, text.profile(), container.files(), true, sink));
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
