package dev.wharf.store.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A network line to a server that fails on command: an answer that gets lost after the server did
/// what it was asked, an answer of which only the beginning arrives.
public final class FaultyLine implements AutoCloseable {
    private final ServerSocket entry;
    private final URI server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile int cutAfter = -1;

    public FaultyLine(URI server) {
        this.server = server;
        try {
            entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + entry.getLocalPort());
    }

    /// After `pass` answers that arrive, the next `lose` get lost, with the connection.
    public void loseAnswers(int pass, int lose) {
        passed.set(pass);
        lost.set(lose);
    }

    /// Every answer breaks off after so many bytes; negative for none.
    public void cutAnswersAfter(int bytes) {
        cutAfter = bytes;
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket client = entry.accept();
                Socket to = new Socket(server.getHost(), server.getPort());
                threads.execute(() -> pump(client, to, false));
                threads.execute(() -> pump(to, client, true));
            } catch (IOException _) {
                // Closed, or the server is away: the client is told by its connection.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            int total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && begins(buffer, n) && isLost()) {
                    return;
                }
                if (answers && cutAfter >= 0 && total + n > cutAfter) {
                    out.write(buffer, 0, Math.max(0, cutAfter - total));
                    return;
                }
                out.write(buffer, 0, n);
                total += n;
            }
        } catch (IOException _) {
            // The other side of the line went away.
        }
    }

    private static boolean begins(byte[] buffer, int length) {
        return length > 5 && buffer[0] == 'H' && buffer[1] == 'T' && buffer[4] == '/';
    }

    private boolean isLost() {
        if (passed.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return false;
        }
        return lost.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    @Override
    public void close() {
        try {
            entry.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.shutdownNow();
    }
}
