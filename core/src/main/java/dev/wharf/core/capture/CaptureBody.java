package dev.wharf.core.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// The exact bytes of one capture, decrypted on the fly; never laid down in plain text.
public interface CaptureBody extends AutoCloseable {
    long size();

    /// A fresh sequential stream from the start. Several may be open at once.
    InputStream stream() throws IOException;

    /// A fresh read-only channel for random access (zip directories, databases).
    SeekableByteChannel channel() throws IOException;

    @Override
    void close();
}
