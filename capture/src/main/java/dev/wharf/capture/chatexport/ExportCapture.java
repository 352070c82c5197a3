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
import java.util.Optional;

/// A surveyed export. Its events are counted when they are first read, or when somebody asks for
/// their number before.
final class ExportCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final Container container;
    private final List<TextSurvey.Result> texts;
    private @Nullable SourceReport outline;
    private @Nullable SourceReport report;

    private ExportCapture(
            CaptureRecord record, Container container, List<TextSurvey.Result> texts) {
        this.record = record;
        this.container = container;
        this.texts = texts;
    }

    /// @param ahead may know the capture's text already
    static ExportCapture survey(CaptureRecord record, Container container, SurveyAhead ahead)
            throws IOException {
        Options options = Options.of(record.envelope().options(), record.envelope().account());
        List<TextSurvey.Result> texts = new ArrayList<>();
        for (ChatText text : container.texts()) {
            int latestYear = TextSurvey.latestYear(record.envelope().receivedAt());
            Surveyed surveyed =
                    container instanceof TextContainer
                            ? ahead.take(record.digest(), text.name(), latestYear)
                            : null;
            if (surveyed == null) {
                surveyed = Surveyed.of(text, latestYear);
            }
            texts.add(new TextSurvey(record, text, options, surveyed).run());
        }
        return new ExportCapture(record, container, texts);
    }

    @Override
    public SourceReport report() throws IOException {
        SourceReport known = report;
        if (known == null) {
            Pass pass = new Pass(false, event -> {});
            pass.run();
            known = pass.report();
            report = known;
        }
        return known;
    }

    @Override
    public SourceReport outline() throws IOException {
        SourceReport known = report == null ? outline : report;
        if (known == null) {
            known = outlined().orElse(null);
            outline = known;
        }
        return known == null ? report() : known;
    }

    private Optional<SourceReport> outlined() {
        ReportBuilder builder = new ReportBuilder(record);
        for (TextSurvey.Result text : texts) {
            Optional<Outline> certain = Outline.of(text);
            if (certain.isEmpty()) {
                return Optional.empty();
            }
            builder.add(text, certain.get());
        }
        return Optional.of(builder.build(container.warnings()));
    }

    /// @throws WharfException `INPUT_UNREADABLE` after the last event, when the file is damaged:
    ///   what can be read of it is given first
    @Override
    public void events(Sink sink) throws IOException {
        List<SourceReport.Question> questions = outline().questions();
        if (!questions.isEmpty()) {
            throw new WharfException(ErrorCode.INPUT_AMBIGUOUS, questions.getFirst().text());
        }
        Pass pass = new Pass(true, sink);
        pass.run();
        if (report == null) {
            report = pass.report();
        }
        if (!pass.damages.isEmpty()) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "%s is damaged: %s. Export the chat again and import that: only what is missing is added"
                            .formatted(outline().file(), String.join("; ", pass.damages)));
        }
    }

    @Override
    public void close() {
        container.close();
    }

    /// Reads all texts, and counts what they give.
    private final class Pass {
        private final boolean complete;
        private final Sink sink;
        private final List<Census> counted = new ArrayList<>();
        private final List<EventReader> readers = new ArrayList<>();
        private final List<String> damages = new ArrayList<>(container.damages());

        /// @param complete see [BodyReader]
        Pass(boolean complete, Sink sink) {
            this.complete = complete;
            this.sink = sink;
        }

        void run() throws IOException {
            for (TextSurvey.Result text : texts) {
                Census census = new Census();
                Sink counting =
                        event -> {
                            census.accept(event);
                            sink.accept(event);
                        };
                EventReader reader =
                        new EventReader(
                                record, text.profile(), container.files(), complete, counting);
                DamagedEntryException damage = read(text, reader);
                if (damage != null) {
                    damages.add(
                            "%s can be read up to line %d only: %s"
                                    .formatted(
                                            ZipEntries.shown(text.text().name()),
                                            text.survey().lines,
                                            damage.getMessage()));
                }
                counted.add(census);
                readers.add(reader);
            }
        }

        /// @return what is wrong with the text, null when it is whole
        private static @Nullable DamagedEntryException read(
                TextSurvey.Result text, EventReader reader) throws IOException {
            try (InputStream in = text.text().opener().open()) {
                reader.read(ChatText.read(in));
                return in instanceof UpToTheDamage read ? read.damage() : null;
            }
        }

        /// Once: it warns.
        SourceReport report() {
            ReportBuilder builder = new ReportBuilder(record);
            for (int i = 0; i < texts.size(); i++) {
                builder.add(texts.get(i), counted.get(i), readers.get(i));
            }
            return builder.build(container.warnings());
        }
    }
}
