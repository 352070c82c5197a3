package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.DamagedEntryException;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

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
    private final List<String> damages;

    private ExportCapture(
            CaptureRecord record,
            Container container,
            List<TextSurvey.Result> texts,
            SourceReport report,
            List<String> damages) {
        this.record = record;
        this.container = container;
        this.texts = texts;
        this.report = report;
        this.damages = damages;
    }

    static ExportCapture survey(CaptureRecord record, Container container) throws IOException {
        Options options = Options.of(record.envelope().options(), record.envelope().account());
        List<TextSurvey.Result> texts = new ArrayList<>();
        List<String> damages = new ArrayList<>(container.damages());
        ReportBuilder report = new ReportBuilder(record);
        for (ChatText text : container.texts()) {
            TextSurvey.Result result = new TextSurvey(record, text, options).run();
            texts.add(result);
            Census census = new Census();
            EventReader reader =
                    new EventReader(record, result.profile(), container.files(), false, census);
            DamagedEntryException damage = read(result, reader);
            if (damage != null) {
                damages.add(
                        "%s can be read up to line %d only: %s"
                                .formatted(
                                        ZipEntries.shown(text.name()),
                                        result.survey().lines,
                                        damage.getMessage()));
            }
            report.add(result, census, reader);
        }
        return new ExportCapture(
                record, container, texts, report.build(container.warnings()), damages);
    }

    /// @return what is wrong with the text, null when it is whole
    private static @Nullable DamagedEntryException read(TextSurvey.Result text, EventReader reader)
            throws IOException {
        try (InputStream in = text.text().opener().open()) {
            reader.read(ChatText.read(in));
            return in instanceof UpToTheDamage read ? read.damage() : null;
        }
    }

    @Override
    public SourceReport report() {
        return report;
    }

    /// @throws WharfException `INPUT_UNREADABLE` after the last event, when the file is damaged:
    ///   what can be read of it is given first
    @Override
    public void events(Sink sink) throws IOException {
        if (!report.questions().isEmpty()) {
            throw new WharfException(
                    ErrorCode.INPUT_AMBIGUOUS, report.questions().getFirst().text());
        }
        for (TextSurvey.Result text : texts) {
            read(text, new EventReader(record, text.profile(), container.files(), true, sink));
        }
        if (!damages.isEmpty()) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "%s is damaged: %s. Export the chat again and import that: only what is missing is added"
                            .formatted(report.file(), String.join("; ", damages)));
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
