package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// A journal of captures of every kind, and their decoder, for tests: exports are scripts, phones'
/// databases and live captures are lists of events.
final class MixedSite implements Feed, Decoder {
    private final TreeMap<Long, Capture> captures = new TreeMap<>();
    private long acknowledged;

    /// Told of every event that is decoded of a database, by its number.
    IntConsumer hook = _ -> {};

    private record Capture(
            CaptureRecord record,
            @Nullable Script script,
            List<Function<Provenance, Event>> events) {}

    void export(Script script) {
        captures.put(next(), new Capture(ScriptedSite.record(next(), script), script, List.of()));
    }

    /// @param name of the file; null for a live capture
    void events(
            SourceKind source,
            @Nullable String account,
            @Nullable String name,
            List<? extends Function<Provenance, Event>> events) {
        long sequence = next();
        byte[] bytes = bytes(sequence);
        captures.put(
                sequence,
                new Capture(
                        new CaptureRecord(
                                new CaptureId(sequence),
                                new CaptureEnvelope(source, account, name, Instant.EPOCH, Map.of()),
                                Digests.sha256(bytes),
                                bytes.length),
                        null,
                        List.copyOf(events)));
    }

    private long next() {
        return captures.isEmpty() ? 1 : captures.lastKey() + 1;
    }

    private static byte[] bytes(long sequence) {
        return ("capture " + sequence).getBytes(StandardCharsets.UTF_8);
    }

    private Capture capture(CaptureRecord record) {
        return Objects.requireNonNull(captures.get(record.id().sequence()));
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        return captures.tailMap(after, false).values().stream()
                .map(Capture::record)
                .limit(limit)
                .toList();
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        Script script = capture(record).script;
        return new MemoryCaptureBody(
                script == null
                        ? bytes(record.id().sequence())
                        : script.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void acknowledge(long sequence) {
        acknowledged = sequence;
    }

    @Override
    public long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {}

    @Override
    public String version() {
        return "mixed/1";
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) {
        return true;
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) {
        Capture capture = capture(record);
        return new DecodedCapture() {
            @Override
            public SourceReport report() {
                Script script = capture.script;
                return script == null
                        ? MixedSite.report(record, capture.events.size())
                        : script.report(record.digest());
            }

            @Override
            public void events(Sink sink) throws IOException {
                Script script = capture.script;
                int number = 0;
                if (script != null) {
                    for (Event event : script.events(record)) {
                        sink.accept(decoded(event, ++number));
                    }
                    return;
                }
                for (Function<Provenance, Event> event : capture.events) {
                    hook.accept(++number);
                    sink.accept(decoded(event.apply(provenance(record, number)), number));
                }
            }

            @Override
            public void close() {}
        };
    }

    private static DecodedEvent decoded(Event event, int number) {
        List<DecodedEvent.ContentOpener> openers = new ArrayList<>();
        if (event.content() instanceof Content.Message message) {
            for (Attachment attachment : message.attachments()) {
                if (attachment.state() == AttachmentState.PENDING) {
                    openers.add(
                            () ->
                                    new ByteArrayInputStream(
                                            String.valueOf(attachment.fileName())
                                                    .getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return new DecodedEvent(
                event, ("event " + number).getBytes(StandardCharsets.UTF_8), openers);
    }

    private static Provenance provenance(CaptureRecord record, int number) {
        return new Provenance(
                record.envelope().source(),
                record.id(),
                record.digest(),
                record.envelope().name(),
                "mixed/1",
                "events[" + number + "]",
                record.envelope().account());
    }

    private static SourceReport report(CaptureRecord record, int events) {
        Decision given = new Decision("UTC", "given", List.of());
        return new SourceReport(
                "database",
                record.digest(),
                "database",
                "android",
                given,
                given,
                null,
                null,
                given,
                events,
                Map.of(),
                null,
                null,
                Map.of(),
                0,
                0,
                List.of(),
                List.of());
    }
}
