package dev.wharf.app.cli;

import dev.wharf.core.progress.Progress;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells how much was read. For one thread.
final class ProgressStream extends FilterInputStream {

    private final Progress progress;

    ProgressStream(InputStream in, Progress progress, int buffer) {
        super(new BufferedInputStream(in, buffer));
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            progress.advance(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            progress.advance(count);
        }
        return count;
    }
}
