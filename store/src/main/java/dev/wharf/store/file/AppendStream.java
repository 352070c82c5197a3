package dev.wharf.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes a file from its start. For one thread. Closing it does not close the file.
public final class AppendStream extends OutputStream {
    private final DiskFile file;
    private long position;

    public AppendStream(DiskFile file) {
        this.file = file;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(ByteBuffer.wrap(bytes, offset, length), position);
        position += length;
    }
}
