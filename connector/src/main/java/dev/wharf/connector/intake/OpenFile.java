package dev.wharf.connector.intake;

import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceReport;

import java.io.IOException;
import java.util.List;

/// A file that is being taken in.
///
/// @param whole all of it; says where it is broken
/// @param inScope what of it may be archived
record OpenFile(
        CaptureRecord capture,
        Decoder decoder,
        UntilBroken whole,
        InScope inScope,
        Keeping keeping) {

    DecodedCapture decoded() {
        return inScope.decoded();
    }

    /// See [Keeping#begin].
    void beginKeeping() throws IOException {
        if (inScope.keepsFiles()) {
            keeping.begin();
        }
    }

    /// That its bytes are kept; nothing where they may not be.
    List<Change> kept(SourceReport report) throws IOException {
        return inScope.keepsFiles()
                ? List.of(
                        new Change.KeepCapture(
                                capture.id(), keeping.content(), KeptReport.json(report, capture)))
                : List.of();
    }
}
