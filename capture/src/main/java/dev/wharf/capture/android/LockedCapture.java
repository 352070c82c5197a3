package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;

/// An encrypted backup without a key: it asks for one, and gives nothing.
record LockedCapture(BackupFiles files, SourceReport report) implements DecodedCapture {
    @Override
    public void events(Sink sink) {}

    @Override
    public void close() {
        files.close();
    }
}
