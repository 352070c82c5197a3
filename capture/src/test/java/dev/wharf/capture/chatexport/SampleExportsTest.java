package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.testkit.SampleExports;
import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Every sample export, against what a person read in it.
class SampleExportsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = SampleExports.TABLE, delimiter = '|')
    void readsTheSample(
            String file,
            @org.jspecify.annotations.Nullable String order,
            int events,
            String first,
            String last,
            String senders,
            int omitted,
            int missing,
            int deleted,
            int edited)
            throws IOException {
        Export export = sample(file);
        if (order != null) {
            assertThat(export.report().questions())
                    .extracting(SourceReport.Question::option)
                    .containsExactly("--date-order");
            export = export.with("date-order", order);
        }

        SourceReport report = export.report();
        List<Event> read = export.events();

        assertThat(report.questions()).isEmpty();
        assertThat(report.events()).isEqualTo(events);
        assertThat(read).hasSize(events);
        assertThat(report.firstLocal()).isEqualTo(first);
        assertThat(report.lastLocal()).isEqualTo(last);
        assertThat(senders(report)).isEqualTo(senders);
        assertThat(attachments(read, AttachmentState.OMITTED)).isEqualTo(omitted);
        assertThat(attachments(read, AttachmentState.MISSING)).isEqualTo(missing);
        assertThat(report.attachmentsMissing()).isEqualTo(missing);
        assertThat(report.byKind().getOrDefault(EventKind.DELETION, 0L)).isEqualTo(deleted);
        assertThat(read.stream().filter(SampleExportsTest::isEdited)).hasSize(edited);
    }

    @Test
    void everySampleIsInTheTable() throws IOException {
        List<String> named = SampleExports.all().stream().map(SampleExports::file).toList();

        try (Stream<Path> files = Files.list(Samples.require("phone/exports"))) {
            List<String> present =
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".txt") || name.endsWith(".zip"))
                            .toList();

            assertThat(named).containsExactlyInAnyOrderElementsOf(present);
        }
    }

    private static Export sample(String file) throws IOException {
        Path path = Samples.require("phone/exports").resolve(file);
        return Export.bytes(file, Files.readAllBytes(path));
    }

    private static String senders(SourceReport report) {
        StringBuilder text = new StringBuilder();
        report.senders()
                .forEach(
                        (name, count) ->
                                text.append(text.isEmpty() ? "" : " ")
                                        .append(name)
                                        .append('=')
                                        .append(count));
        return text.toString();
    }

    private static long attachments(List<Event> events, AttachmentState state) {
        return events.stream()
                .map(Event::content)
                .filter(Content.Message.class::isInstance)
                .flatMap(content -> ((Content.Message) content).attachments().stream())
                .map(Attachment::state)
                .filter(found -> found == state)
                .count();
    }

    private static boolean isEdited(Event event) {
        return event.content() instanceof Content.Message message && message.marks().edited();
    }
}
