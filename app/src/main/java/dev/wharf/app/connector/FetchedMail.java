package dev.wharf.app.connector;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.destinations.imap.ImapFolderReader;
import dev.wharf.destinations.imap.ImapFolderReader.FolderMail;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;

/// One mail as it comes from the server, too large to be held: a thread of its own fetches at the
/// pace of whoever reads. The connection is free again when this is closed.
///
/// For one thread. A mail that breaks off fails, and never looks whole.
final class FetchedMail extends FilterInputStream {
    private static final int BUFFER = 1 << 18;

    private final FolderMail mail;
    private final Thread fetching;
    private volatile boolean whole;
    private volatile @Nullable WharfException failure;

    private FetchedMail(ImapFolderReader reader, FolderMail mail, PipedInputStream in)
            throws IOException {
        super(in);
        this.mail = mail;
        PipedOutputStream out = new PipedOutputStream(in);
        this.fetching = Thread.ofVirtual().name("fetched-mail").start(() -> fetch(reader, out));
    }

    static InputStream open(ImapFolderReader reader, FolderMail mail) throws IOException {
        return new FetchedMail(reader, mail, new PipedInputStream(BUFFER));
    }

    private void fetch(ImapFolderReader reader, OutputStream out) {
        try (out) {
            reader.read(List.of(mail), (_, content) -> copy(content, out));
        } catch (WharfException failed) {
            failure = failed;
        } catch (IOException _) {
            // Closed by whoever reads: the rest is not wanted.
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER / 4];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
        whole = true;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return checked(super.read(into, from, length));
    }

    private int checked(int read) {
        if (read < 0 && !whole) {
            WharfException why = failure;
            throw why != null
                    ? why
                    : new WharfException(
                            ErrorCode.SOURCE_UNAVAILABLE,
                            "The mail with the UID %d did not come to its end; run the same command again."
                                    .formatted(mail.uid()));
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        super.close();
        boolean interrupted = false;
        while (fetching.isAlive()) {
            try {
                fetching.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
