package dev.wharf.bench;

import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A capture straight from a file, so that a stage is measured without the journal.
record FileBody(Path file) implements CaptureBody {

    @Override
    public long size() {
        return file.toFile().length();
    }

    @Override
    public InputStream stream() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return Files.newByteChannel(file);
    }

    @Override
    public void close() {}
}
