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
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A journal of live updates and its decoder, for tests: each capture is a list of events.
final class LiveSite implements Feed, Decoder {
    private final List<CaptureRecord> records = new ArrayList<>();
    private final List<List<Function<Provenance, Event>>> updates = new ArrayList<>();
    private long acknowledged;

    /// @param account whose account gave it; null when it does not say
    void add(@Nullable String account, List<Function<Provenance, Event>> events) {
        updates.add(events);
        records.add(
                new CaptureRecord(
                        new CaptureId(updates.size()),
                        new CaptureEnvelope(
                                SourceKind.LINKED_DEVICE, account, null, Instant.EPOCH, Map.of()),
                        Digests.sha256(bytes(updates.size())),
                        bytes(updates.size()).length));
    }

    private static byte[] bytes(long capture) {
        return ("update " + capture).getBytes(StandardCharsets.UTF_8);
    }

    /// As if a crash came before the acknowledgement.
    void forgetAcknowledgements() {
        acknowledged = 0;
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        return records.stream().filter(r -> r.id().sequence() > after).limit(limit).toList();
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        return new MemoryCaptureBody(bytes(record.id().sequence()));
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
        return "live/1";
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) {
        return true;
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) {
        List<Function<Provenance, Event>> events =
                updates.get(Math.toIntExact(record.id().sequence() - 1));
        return new DecodedCapture() {
            @Override
            public SourceReport report() {
                return LiveSite.report(record, events.size());
            }

            @Override
            public void events(Sink sink) throws IOException {
                for (int i = 0; i < events.size(); i++) {
                    Event event = events.get(i).apply(provenance(record, i));
                    sink.accept(new DecodedEvent(event, new byte[] {(byte) i}, List.of()));
                }
            }

            @Override
            public void close() {}
        };
    }

    private static Provenance provenance(CaptureRecord record, int number) {
        return new Provenance(
                SourceKind.LINKED_DEVICE,
                record.id(),
                record.digest(),
                null,
                "live/1",
                "events[" + number + "]",
                record.envelope().account());
    }

    private static SourceReport report(CaptureRecord record, int events) {
        Decision given = new Decision("UTC", "given", List.of());
        return new SourceReport(
                "update",
                record.digest(),
                "linked-device",
                "unknown",
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
