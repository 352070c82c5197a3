package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Puts a capture's original into the archive: a large one on a thread of its own, while its events
/// are read, instead of when everything else is done.
///
/// Nothing refers to the content before the capture's last changes do. Closed before the capture
/// is. For one thread.
final class Keeping implements AutoCloseable {
    /// What is smaller is put sooner than a thread begins to.
    private static final int LARGE = 1 << 20;

    private final ArchiveWriter writer;
    private final CaptureBody body;
    private volatile boolean stopped;
    private @Nullable FutureTask<StoredContent> task;

    Keeping(ArchiveWriter writer, CaptureBody body) {
        this.writer = writer;
        this.body = body;
    }

    /// Done already is done: a capture may hold several chats.
    void begin() throws IOException {
        if (task != null || body.size() < LARGE) {
            return;
        }
        InputStream in = body.stream();
        FutureTask<StoredContent> put = new FutureTask<>(() -> put(in));
        task = put;
        Thread.ofPlatform().name("wharf-keep").daemon().start(put);
    }

    /// The content, put; waits until it is.
    StoredContent content() throws IOException {
        FutureTask<StoredContent> begun = task;
        return begun == null ? put(body.stream()) : result(begun);
    }

    private StoredContent put(InputStream in) throws IOException {
        try (InputStream content = new Stoppable(in)) {
            return writer.put(content);
        }
    }

    private static StoredContent result(FutureTask<StoredContent> begun) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return begun.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Stops what is still under way: nobody wants it any more.
    @Override
    public void close() {
        FutureTask<StoredContent> begun = task;
        if (begun == null) {
            return;
        }
        stopped = true;
        try {
            result(begun);
        } catch (IOException | RuntimeException _) {
            // Whoever wanted the content was told.
        }
    }

    private final class Stoppable extends FilterInputStream {
        Stoppable(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (stopped) {
                throw new InterruptedIOException("the capture is not read any further");
            }
            return super.read(into, offset, length);
        }
    }
}
