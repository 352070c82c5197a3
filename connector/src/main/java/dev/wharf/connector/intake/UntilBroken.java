package dev.wharf.connector.intake;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// A capture as far as it can be read: where its input is broken, every pass ends without an error,
/// at the same place. So what comes before is compared with the archive and kept as usual.
final class UntilBroken implements DecodedCapture {
    private final DecodedCapture capture;
    private @Nullable String broken;

    UntilBroken(DecodedCapture capture) {
        this.capture = capture;
    }

    @Override
    public SourceReport report() throws IOException {
        return capture.report();
    }

    @Override
    public SourceReport outline() throws IOException {
        return capture.outline();
    }

    @Override
    public void events(Sink sink) throws IOException {
        broken = null;
        try {
            capture.events(sink);
        } catch (WharfException e) {
            if (e.code().kind() != ErrorKind.INPUT) {
                throw e;
            }
            broken = e.getMessage();
        }
    }

    /// What is wrong with it; null when the last pass came to its end.
    @Nullable String broken() {
        return broken;
    }

    /// The capture stays open.
    @Override
    public void close() {}
}
