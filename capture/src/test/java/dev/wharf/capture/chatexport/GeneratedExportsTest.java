package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.testkit.ExportGenerator;
import dev.wharf.testkit.ExportShape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the generator writes, the decoder reads back exactly.
class GeneratedExportsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> PEOPLE =
            List.of(
                    "Ana Kovač",
                    "Bob",
                    "+44 7700 900123",
                    "Dr. Müller - Sales",
                    "李小龙",
                    "~\u202Feve");
    private static final long MESSAGES = 3000;

    private final ExportGenerator generator =
            new ExportGenerator(
                    new ExportGenerator.Chat(
                            20260101,
                            "Desk",
                            PEOPLE,
                            true,
                            Instant.parse("2023-09-20T06:00:00Z"),
                            Duration.ofMinutes(60),
                            0.1));

    @ParameterizedTest
    @EnumSource
    void everyMessageComesBack(ExportShape shape) {
        ExportGenerator.View view = ExportGenerator.View.of(0, shape, BERLIN, MESSAGES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.text(view, out);
        Export export = Export.bytes("chat.txt", out.toByteArray()).with("zone", "Europe/Berlin");

        List<DecodedEvent> events = export.decoded();

        assertThat(events).hasSize((int) MESSAGES + 1);
        for (int i = 0; i < MESSAGES; i++) {
            same(events.get(i + 1).event(), i);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        events.forEach(event -> raw.writeBytes(event.raw()));
        assertThat(raw.toByteArray()).isEqualTo(export.bytes());
    }

    private void same(Event event, int index) {
        ChronoUnit unit =
                event.time().precision() == TimePrecision.MINUTE
                        ? ChronoUnit.MINUTES
                        : ChronoUnit.SECONDS;
        assertThat(event.time().at()).isEqualTo(generator.sentAt(index).truncatedTo(unit));
        assertThat(event.sender()).isNotNull();
        assertThat(event.sender().label().replace("+447700900123", "+44 7700 900123"))
                .isEqualTo(PEOPLE.get(generator.senderOf(index)));
        assertThat(event.members()).hasSize(PEOPLE.size());
        Content.Message message = (Content.Message) event.content();
        if (generator.isMedia(index)) {
            assertThat(message.attachments())
                    .singleElement()
                    .satisfies(
                            attachment ->
                                    assertThat(attachment.state())
                                            .isEqualTo(AttachmentState.OMITTED));
        } else {
            assertThat(message.text()).isEqualTo(generator.bodyOf(index));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theReportCountsWhatTheEventsAre(ExportShape shape) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.zip(ExportGenerator.View.of(0, shape, BERLIN, 500).media(), out);
        Export export = Export.bytes("chat.zip", out.toByteArray());

        SourceReport report = export.report();
        List<DecodedEvent> events = export.decoded();

        Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
        events.forEach(event -> byKind.merge(event.event().kind(), 1L, Long::sum));
        assertThat(report.events()).isEqualTo(events.size());
        assertThat(report.byKind()).isEqualTo(byKind);
        assertThat(report.attachmentsMissing()).isZero();
        assertThat(report.attachmentsFound())
                .isEqualTo(events.stream().mapToLong(event -> event.pending().size()).sum())
                .isPositive();
        assertThat(events.stream().map(DecodedEvent::event).toList()).isEqualTo(export.events());
    }
}
