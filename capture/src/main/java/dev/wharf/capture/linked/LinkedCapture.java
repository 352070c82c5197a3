package dev.wharf.capture.linked;

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
final class LinkedCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final CaptureBody body;
    private final boolean many;
    private final SourceReport report;

    private LinkedCapture(
            CaptureRecord record, CaptureBody body, boolean many, SourceReport report) {
        this.record = record;
        this.body = body;
        this.many = many;
        this.report = report;
    }

    /// A body that scope has cut everything out of is empty, and says nothing.
    static LinkedCapture survey(CaptureRecord record, CaptureBody body) throws IOException {
        Survey survey = new Survey(record);
        int documents = read(record, body, true, survey);
        String name = record.envelope().name();
        if (name != null && survey.webhooks() == 0) {
            throw new WharfException(
                    ErrorCode.INPUT_NOT_RECOGNISED,
                    "%s holds no webhook of a linked-device gateway; WAHA's and GOWA's are read"
                            .formatted(name));
        }
        return new LinkedCapture(record, body, documents > 1, survey.report());
    }

    private static int read(
            CaptureRecord record, CaptureBody body, boolean many, UpdateReader.Out out)
            throws IOException {
        UpdateReader updates =
                new UpdateReader(new Media(body), record.envelope().receivedAt(), out);
        try (InputStream in = body.stream()) {
            return new DocumentReader(in, many, updates).read();
        }
    }

    @Override
    public SourceReport report() {
        return report;
    }

    @Override
    public void events(Sink sink) throws IOException {
        read(
                record,
                body,
                many,
                new UpdateReader.Out() {
                    @Override
                    public void event(String locator, byte[] raw, Draft draft) throws IOException {
                        sink.accept(
                                new DecodedEvent(draft.event(from(locator)), raw, draft.pending()));
                    }

                    @Override
                    public void webhook(String locator, int events) {}
                });
    }

    private Provenance from(String locator) {
        return new Provenance(
                SourceKind.LINKED_DEVICE,
                record.id(),
                record.digest(),
                record.envelope().name(),
                LinkedDecoder.VERSION,
                locator,
                record.envelope().account());
    }

    /// The body belongs to who opened it.
    @Override
    public void close() {}
}
