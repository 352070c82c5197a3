package dev.wharf.capture.cloudapi;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;

import java.io.IOException;
import java.io.UncheckedIOException;

/// One webhook as it came, read once: there are thousands a second, and nobody reads a report of
/// each. It is surveyed only if somebody asks.
record LiveWebhook(CaptureRecord record, CaptureBody body) implements DecodedCapture {
    @Override
    public SourceReport report() {
        try {
            return CloudApiCapture.survey(record, body).report();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void events(Sink sink) throws IOException {
        boolean[] any = new boolean[1];
        int webhooks =
                CloudApiCapture.read(
                        record,
                        body,
                        false,
                        CloudApiCapture.to(
                                record,
                                event -> {
                                    any[0] = true;
                                    sink.accept(event);
                                }));
        if (webhooks == 0 && !any[0]) {
            throw CloudApiCapture.nothing(record);
        }
    }

    /// The body belongs to who opened it.
    @Override
    public void close() {}
}
