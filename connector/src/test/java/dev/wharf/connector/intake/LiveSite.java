package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
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

/// A journal of live updates and its decoder, for tests: each capture is a list of events.
final class LiveSite implements Feed, Decoder {
    /// Instead of an event: the capture breaks here.
    static final Function<Provenance, Event> BROKEN =
            _ -> {
                throw new WharfException(ErrorCode.INPUT_UNREADABLE, "broken here");
            };

    private final TreeMap<Long, Capture> captures = new TreeMap<>();
    private final List<Long> passedOver = new ArrayList<>();
    private long acknowledged;
    int mostAtOnce = Integer.MAX_VALUE;
    int acknowledgements;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Capture(
            CaptureRecord record,
            byte[] bytes,
            List<Function<Provenance, Event>> events,
            Map<String, String> files) {}

    /// @param account whose account gave it; null when it does not say
    long add(@Nullable String account, List<Function<Provenance, Event>> events) {
        return add(account, null, events, Map.of());
    }

    /// @param name of the file; null for a live capture
    /// @param files that lie beside it, by name
    long add(
            @Nullable String account,
            @Nullable String name,
            List<Function<Provenance, Event>> events,
            Map<String, String> files) {
        long sequence = next();
        byte[] bytes = ("update " + sequence).getBytes(StandardCharsets.UTF_8);
        return put(sequence, account, name, bytes, Map.of(), events, files);
    }

    /// A live capture that no decoder recognises.
    long unknown(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return put(next(), null, null, bytes, Map.of(), List.of(), Map.of());
    }

    /// Shows a capture again, with other files beside it.
    long visit(long capture, Map<String, String> files) {
        Capture of = capture(capture);
        return put(
                next(),
                of.record.envelope().account(),
                null,
                of.bytes,
                Map.of("visit-of", Long.toString(capture), "companions", files.toString()),
                of.events,
                files);
    }

    /// From now on the decoder makes something else of a capture.
    void decodeTo(long capture, List<? extends Function<Provenance, Event>> events) {
        Capture of = capture(capture);
        captures.put(capture, new Capture(of.record, of.bytes, List.copyOf(events), of.files));
    }

    /// A capture that is passed over: its sequence is never shown.
    void passOver() {
        passedOver.add(unknown("awaiting"));
    }

    private Capture capture(long sequence) {
        return Objects.requireNonNull(captures.get(sequence));
    }

    private long next() {
        return captures.isEmpty() ? 1 : captures.lastKey() + 1;
    }

    private long put(
            long sequence,
            @Nullable String account,
            @Nullable String name,
            byte[] bytes,
            Map<String, String> options,
            List<Function<Provenance, Event>> events,
            Map<String, String> files) {
        captures.put(
                sequence,
                new Capture(record(sequence, account, name, bytes, options), bytes, events, files));
        return sequence;
    }

    private static CaptureRecord record(
            long sequence,
            @Nullable String account,
            @Nullable String name,
            byte[] bytes,
            Map<String, String> options) {
        return new CaptureRecord(
                new CaptureId(sequence),
                new CaptureEnvelope(
                        SourceKind.LINKED_DEVICE, account, name, Instant.EPOCH, options),
                Digests.sha256(bytes),
                bytes.length);
    }

    CaptureRecord record(long sequence) {
        return capture(sequence).record;
    }

    byte[] bytes(long sequence) {
        return capture(sequence).bytes;
    }

    /// As if a crash came before the acknowledgement.
    void forgetAcknowledgements() {
        acknowledged = 0;
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        return captures.tailMap(after, false).values().stream()
                .map(Capture::record)
                .filter(record -> !passedOver.contains(record.id().sequence()))
                .limit(Math.min(limit, mostAtOnce))
                .toList();
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        return new MemoryCaptureBody(bytes(record.id().sequence()));
    }

    @Override
    public void acknowledge(long sequence) {
        acknowledged = sequence;
        acknowledgements++;
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
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        try (var in = body.stream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith("update ");
        }
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) {
        Capture capture = capture(record.id().sequence());
        return new DecodedCapture() {
            @Override
            public SourceReport report() {
                return LiveSite.report(record, capture.events.size());
            }

            @Override
            public void events(Sink sink) throws IOException {
                for (int i = 0; i < capture.events.size(); i++) {
                    Event event = capture.events.get(i).apply(provenance(record, i));
                    sink.accept(withFiles(event, (byte) i, capture.files));
                }
            }

            @Override
            public void close() {}
        };
    }

    /// Files that lie beside the capture are PENDING, others MISSING.
    private static DecodedEvent withFiles(Event event, byte raw, Map<String, String> files) {
        List<ContentOpener> openers = new ArrayList<>();
        Content content = event.content();
        if (content instanceof Content.Message message && !message.attachments().isEmpty()) {
            List<Attachment> shown = new ArrayList<>();
            for (Attachment one : message.attachments()) {
                String file = files.get(String.valueOf(one.fileName()));
                boolean there = file != null;
                shown.add(
                        new Attachment(
                                one.kind(),
                                there ? AttachmentState.PENDING : AttachmentState.MISSING,
                                one.fileName(),
                                one.declaredType(),
                                null,
                                -1,
                                null,
                                there ? null : "not there yet"));
                if (file != null) {
                    openers.add(() -> opened(file));
                }
            }
            content = message.withAttachments(shown);
        }
        return new DecodedEvent(
                new Event(
                        event.chat(),
                        event.time(),
                        event.sender(),
                        event.members(),
                        event.direction(),
                        event.key(),
                        content,
                        event.provenance()),
                new byte[] {raw},
                openers);
    }

    private static ByteArrayInputStream opened(String file) throws IOException {
        if (file.equals("damaged")) {
            throw new IOException("damaged");
        }
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static Provenance provenance(CaptureRecord record, int number) {
        return new Provenance(
                SourceKind.LINKED_DEVICE,
                record.id(),
                record.digest(),
                record.envelope().name(),
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
