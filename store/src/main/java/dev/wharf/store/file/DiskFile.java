package dev.wharf.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/// One open file, read and written at explicit positions. Safe for many threads that read; writes
/// to overlapping ranges are the caller's to order.
public interface DiskFile extends AutoCloseable {
    long size() throws IOException;

    /// Writes all of the buffer. Not durable before [#force].
    void write(ByteBuffer bytes, long position) throws IOException;

    /// Fills the buffer as far as the file goes and returns how many bytes that were.
    int read(ByteBuffer into, long position) throws IOException;

    void truncate(long size) throws IOException;

    /// Makes what was written, and the file's length, survive a crash of the machine.
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
