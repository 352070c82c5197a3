package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A journal and its decoder for tests: captures are scripts of events.
final class ScriptedSite implements Feed, Decoder {
    private final List<CaptureRecord> records = new ArrayList<>();
    private final Map<Long, Script> scripts = new HashMap<>();
    private long acknowledged;

    CaptureRecord add(Script script) {
        CaptureRecord record = record(records.size() + 1L, script);
        records.add(record);
        scripts.put(record.id().sequence(), script);
        return record;
    }

    /// From now on a capture is decoded otherwise.
    void decodeTo(CaptureRecord record, Script script) {
        scripts.put(record.id().sequence(), script);
    }

    static CaptureRecord record(long sequence, Script script) {
        byte[] bytes = script.text().getBytes(StandardCharsets.UTF_8);
        return new CaptureRecord(
                new CaptureId(sequence),
                new CaptureEnvelope(
                        SourceKind.CHAT_EXPORT,
                        script.owner(),
                        script.name(),
                        Instant.EPOCH,
                        script.options()),
                Digests.sha256(bytes),
                bytes.length);
    }

    /// Forgets what was acknowledged after this, as if a crash came before it.
    void acknowledgedOnly(long sequence) {
        acknowledged = sequence;
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        return records.stream().filter(r -> r.id().sequence() > after).limit(limit).toList();
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        return new MemoryCaptureBody(script(record).text().getBytes(StandardCharsets.UTF_8));
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
        return "script/1";
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) {
        return !"unknown".equals(envelope.name());
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) {
        Script script = script(record);
        return new DecodedCapture() {
            @Override
            public SourceReport report() {
                return script.report(record.digest());
            }

            @Override
            public void events(Sink sink) throws IOException {
                int line = 0;
                for (Event event : script.events(record)) {
                    line++;
                    sink.accept(decoded(event, line, script));
                }
            }

            @Override
            public void close() {}
        };
    }

    private static DecodedEvent decoded(Event event, int line, Script script) {
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
        script.beforeLine(line);
        return new DecodedEvent(event, ("line " + line).getBytes(StandardCharsets.UTF_8), openers);
    }

    private Script script(CaptureRecord record) {
        Script script = scripts.get(record.id().sequence());
        if (script == null) {
            throw new IllegalArgumentException("no such capture");
        }
        return script;
    }

    static ContentDigest digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
