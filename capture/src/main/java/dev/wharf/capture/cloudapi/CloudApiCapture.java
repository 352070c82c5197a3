package dev.wharf.capture.cloudapi;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;

/// Webhooks that were surveyed: the survey makes every event once and counts it, so that the report
/// cannot differ from what `events` gives.
final class CloudApiCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final CaptureBody body;
    private final boolean many;
    private final SourceReport report;

    private CloudApiCapture(
            CaptureRecord record, CaptureBody body, boolean many, SourceReport report) {
        this.record = record;
        this.body = body;
        this.many = many;
        this.report = report;
    }

    static CloudApiCapture survey(CaptureRecord record, CaptureBody body) throws IOException {
        Survey survey = new Survey(record);
        int documents = read(record, body, true, survey);
        if (survey.events() == 0 && documents == 0) {
            throw nothing(record);
        }
        return new CloudApiCapture(record, body, documents > 1, survey.report());
    }

    static WharfException nothing(CaptureRecord record) {
        String name = record.envelope().name();
        return new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                "%s holds no webhook of the WhatsApp Business Platform"
                        .formatted(name == null ? "capture " + record.id() : name));
    }

    static int read(CaptureRecord record, CaptureBody body, boolean many, ChangeReader.Out out)
            throws IOException {
        ChangeReader changes =
                new ChangeReader(new Media(body), record.envelope().receivedAt(), out);
        try (InputStream in = body.stream()) {
            return new WebhookReader(in, many, new ChangeWalk(changes)).read();
        }
    }

    @Override
    public SourceReport report() {
        return report;
    }

    @Override
    public void events(Sink sink) throws IOException {
        read(record, body, many, to(record, sink));
    }

    static ChangeReader.Out to(CaptureRecord record, Sink sink) {
        return new ChangeReader.Out() {
            @Override
            public void event(String locator, byte[] raw, Draft draft) throws IOException {
                sink.accept(
                        new DecodedEvent(draft.event(from(record, locator)), raw, draft.pending()));
            }

            @Override
            public void nothing(String locator) {}
        };
    }

    private static Provenance from(CaptureRecord record, String locator) {
        return new Provenance(
                SourceKind.CLOUD_API,
                record.id(),
                record.digest(),
                record.envelope().name(),
                CloudApiDecoder.VERSION,
                locator,
                record.envelope().account());
    }

    /// The body belongs to who opened it.
    @Override
    public void close() {}
}
