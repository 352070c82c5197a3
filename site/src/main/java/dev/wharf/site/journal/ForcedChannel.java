package dev.wharf.site.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/// Writes a file and makes it durable, mostly while it is still being written: what is on its way
/// is forced on a thread of its own now and then, so that [#force] need not wait for a gigabyte at
/// the end.
///
/// A force that failed is not tried again: the system may have dropped what it could not write, and
/// would call the next one a success. [#force] and later writes fail with it instead.
///
/// For one thread. Closing waits for a force that is under way and leaves the file open; a stream
/// over this can thus be closed, and with it completed, before the file is forced.
final class ForcedChannel implements WritableByteChannel {
    private final FileChannel file;
    private final long every;
    private long unforced;
    private @Nullable Thread forcing;
    private volatile @Nullable Throwable failure;

    /// @param every bytes after which a force begins, if none is under way
    ForcedChannel(FileChannel file, long every) {
        this.file = file;
        this.every = every;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        check();
        int written = file.write(source);
        unforced += written;
        if (unforced >= every && !isForcing()) {
            unforced = 0;
            forcing = Thread.ofPlatform().name("wharf-force").daemon().start(this::forceAhead);
        }
        return written;
    }

    private boolean isForcing() {
        Thread thread = forcing;
        return thread != null && thread.isAlive();
    }

    private void forceAhead() {
        try {
            file.force(false);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /// Makes everything written durable.
    void force() throws IOException {
        close();
        check();
        file.force(true);
    }

    private void check() throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw new IOException(e.getMessage(), e);
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() {
        Thread thread = forcing;
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
