package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One capture as it lies in staging.
///
/// @param refused why the site does not give its bytes, which is told again to who opens it; null
///   when it did
/// @param body its bytes; null for one that lies alone, whose bytes stay where they are
/// @param bodyAt where they begin in its object
@SuppressWarnings("ArrayRecordComponent") // never compared
record StagedCapture(
        CaptureRecord record,
        List<StagedFile> files,
        @Nullable Refused refused,
        byte @Nullable [] body,
        long bodyAt) {
    StagedCapture {
        files = List.copyOf(files);
    }

    record Refused(ErrorCode code, String text) {}

    long sequence() {
        return record.id().sequence();
    }
}
