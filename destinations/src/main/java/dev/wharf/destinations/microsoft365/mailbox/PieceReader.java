package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.destinations.microsoft365.item.MailFile;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads pieces of a file, in whatever order a server wants them: going on costs nothing, going
/// back opens the file again.
final class PieceReader implements AutoCloseable {
    private final MailFile file;
    private @Nullable InputStream in;
    private long position;

    PieceReader(MailFile file) {
        this.file = file;
    }

    byte[] read(long from, int length) throws IOException {
        InputStream open = at(from);
        byte[] piece = open.readNBytes(length);
        position += piece.length;
        if (piece.length < length) {
            throw new EOFException("a file is shorter than the archive says");
        }
        return piece;
    }

    private InputStream at(long from) throws IOException {
        InputStream open = in;
        if (open == null || position > from) {
            close();
            open = file.open();
            in = open;
            position = 0;
        }
        open.skipNBytes(from - position);
        position = from;
        return open;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
