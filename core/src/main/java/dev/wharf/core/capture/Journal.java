package dev.wharf.core.capture;

import java.io.IOException;
import java.io.InputStream;

/// The site's durable, ordered, append-only record of sealed captures: the side that writes.
///
/// Safe for use by many threads; concurrent appends share one fsync (group commit). The writer
/// holds only the archive's public key and cannot read back what it wrote.
public interface Journal extends AutoCloseable {

    /// Seals and appends one capture of any size, streaming. When this returns, the capture
    /// survives a crash of the process and of the machine. A failed append leaves nothing behind
    /// that a reader sees.
    CaptureRecord append(CaptureEnvelope envelope, InputStream body) throws IOException;

    @Override
    void close();
}
