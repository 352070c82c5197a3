package dev.wharf.destinations.journal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends connections whose other side takes nothing any more: Java has a time-out for reading, and
/// none for writing, and a run must not hang on one that stopped listening. Safe for many threads.
final class WriteGuard implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().factory());

    WriteGuard() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /// What is written to `out` must be gone in time, or the socket is closed beneath it.
    OutputStream guarded(OutputStream out, Socket tcp, Duration timeout) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                Future<?> end =
                        timer.schedule(() -> end(tcp), timeout.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    out.write(bytes, from, length);
                } finally {
                    end.cancel(false);
                }
            }
        };
    }

    private static void end(Socket tcp) {
        try {
            tcp.close();
        } catch (IOException _) {
            // Then it is gone already.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
