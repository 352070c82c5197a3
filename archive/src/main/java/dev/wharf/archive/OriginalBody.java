package dev.wharf.archive;

import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// A kept original, decrypted as it is read.
record OriginalBody(Blobs blobs, HeldContent content) implements CaptureBody {
    @Override
    public long size() {
        return content.size();
    }

    @Override
    public InputStream stream() throws IOException {
        return blobs.stream(content);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return blobs.channel(content);
    }

    @Override
    public void close() {}
}
