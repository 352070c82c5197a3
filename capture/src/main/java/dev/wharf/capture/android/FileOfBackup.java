package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// One file of a backup as a body, for readers that go from its start only.
record FileOfBackup(BackupFile file) implements CaptureBody {
    @Override
    public long size() {
        return file.size();
    }

    @Override
    public InputStream stream() throws IOException {
        return file.content().open();
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        CaptureBody body = file.body();
        if (body == null) {
            throw new IOException(file.path() + " is compressed");
        }
        return body.channel();
    }

    /// It belongs to the files of the backup.
    @Override
    public void close() {}
}
