package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An export in a test: its bytes, its name and options, and what the decoder makes of it.
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Export(String name, byte[] bytes, Map<String, String> options) {
    static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

    static Export text(String text) {
        return bytes("chat.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    static Export bytes(String name, byte[] bytes) {
        return new Export(name, bytes, Map.of());
    }

    Export named(String newName) {
        return new Export(newName, bytes, options);
    }

    Export with(String option, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(option, value);
        return new Export(name, bytes, more);
    }

    boolean recognised() {
        try {
            return new ChatExportDecoder().recognises(envelope(), new MemoryCaptureBody(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceReport report() {
        try (DecodedCapture capture = open()) {
            SourceReport outline = capture.outline();
            SourceReport report = capture.report();
            assertThat(outline.chat()).isEqualTo(report.chat());
            assertThat(outline.owner()).isEqualTo(report.owner());
            assertThat(outline.firstLocal()).isEqualTo(report.firstLocal());
            assertThat(outline.lastLocal()).isEqualTo(report.lastLocal());
            assertThat(outline.questions()).isEqualTo(report.questions());
            assertThat(List.copyOf(outline.senders().keySet()))
                    .isEqualTo(List.copyOf(report.senders().keySet()));
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DecodedEvent> decoded() {
        List<DecodedEvent> events = new ArrayList<>();
        read(events::add);
        return events;
    }

    /// What the decoder says behind the last event; null when the export is whole.
    @Nullable String damage() {
        return read(event -> {});
    }

    @Nullable String read(DecodedCapture.Sink sink) {
        try (DecodedCapture capture = open()) {
            String damage = read(capture, sink);
            // Counted on the way, it is what is counted for its own sake.
            assertThat(capture.report()).isEqualTo(report());
            return damage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String read(DecodedCapture capture, DecodedCapture.Sink sink)
            throws IOException {
        try {
            capture.events(sink);
            return null;
        } catch (WharfException damaged) {
            if (damaged.code() != ErrorCode.INPUT_UNREADABLE) {
                throw damaged;
            }
            return damaged.getMessage();
        }
    }

    List<Event> events() {
        return decoded().stream().map(DecodedEvent::event).toList();
    }

    /// The only event's content.
    Content content() {
        List<Event> events = events();
        if (events.size() != 1) {
            throw new AssertionError(events.size() + " events");
        }
        return events.getFirst().content();
    }

    /// Local times as ISO 8601, read in UTC.
    List<String> times() {
        return events().stream().map(event -> event.time().at().toString()).toList();
    }

    List<String> texts() {
        return events().stream().map(event -> text(event.content())).toList();
    }

    List<String> senders() {
        return events().stream().map(event -> label(event.sender())).toList();
    }

    static String label(@Nullable Person person) {
        return person == null ? "-" : person.label();
    }

    static String text(Content content) {
        String text =
                switch (content) {
                    case Content.Message message -> message.text();
                    case Content.Deletion deletion -> deletion.text();
                    case Content.Call call -> call.text();
                    case Content.Membership membership -> membership.text();
                    case Content.Notice notice -> notice.text();
                    case Content.Unreadable unreadable -> unreadable.text();
                    default -> null;
                };
        return text == null ? "" : text;
    }

    private CaptureEnvelope envelope() {
        return new CaptureEnvelope(SourceKind.CHAT_EXPORT, null, name, RECEIVED, options);
    }

    DecodedCapture open() {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1), envelope(), Digests.sha256(bytes), bytes.length);
        try {
            return new ChatExportDecoder().open(record, new MemoryCaptureBody(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
