package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.TimePrecision;

import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// Reads what nothing else reads: a live capture that no decoder recognises, or that breaks in
/// one's hands, is one event of kind UNKNOWN with its bytes. Nobody can be asked about a webhook,
/// so unlike a file it is never refused.
final class RawDecoder implements Decoder {
    static final String VERSION = "raw/1";

    /// An event lies in the heap; the whole is kept as the original.
    private static final int MOST_RAW = 1 << 20;

    private static final Chat CHAT = new Chat(null, ChatKind.UNKNOWN, "Unread updates", null);

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) {
        return true;
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) {
        return new DecodedCapture() {
            @Override
            public SourceReport report() {
                return RawDecoder.report(record);
            }

            @Override
            public void events(Sink sink) throws IOException {
                try (InputStream in = body.stream()) {
                    byte[] raw = in.readNBytes(MOST_RAW);
                    sink.accept(new DecodedEvent(event(record), raw, List.of()));
                }
            }

            @Override
            public void close() {}
        };
    }

    private static Event event(CaptureRecord record) {
        return new Event(
                CHAT,
                EventTime.utc(
                        record.envelope().receivedAt().truncatedTo(ChronoUnit.SECONDS),
                        TimePrecision.SECOND),
                null,
                List.of(),
                Event.Direction.UNKNOWN,
                null,
                new Content.Unknown("unread", null),
                new Provenance(
                        record.envelope().source(),
                        record.id(),
                        record.digest(),
                        record.envelope().name(),
                        VERSION,
                        "all of it",
                        record.envelope().account()));
    }

    private static SourceReport report(CaptureRecord record) {
        Decision utc = new Decision("UTC", "given", List.of());
        return new SourceReport(
                SourceResults.name(record),
                record.digest(),
                "raw",
                "unknown",
                utc,
                utc,
                null,
                null,
                new Decision(record.envelope().account(), "given", List.of()),
                1,
                Map.of(EventKind.UNKNOWN, 1L),
                null,
                null,
                Map.of(),
                0,
                0,
                List.of("no decoder reads it; its bytes are kept"),
                List.of());
    }
}
