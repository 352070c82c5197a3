package dev.wharf.testkit.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A line on loopback that breaks: each connection after as many bytes, of both directions
/// together, as it is told. The bytes before are delivered.
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final LongSupplier bytes;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();

    private CuttingProxy(ServerSocket listening, int target, LongSupplier bytes) {
        this.listening = listening;
        this.target = target;
        this.bytes = bytes;
    }

    /// @param target port on loopback
    /// @param bytes of the next connection; asked once for each
    public static CuttingProxy to(int target, LongSupplier bytes) {
        try {
            CuttingProxy proxy =
                    new CuttingProxy(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                            target,
                            bytes);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// How many connections were cut.
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                AtomicLong left = new AtomicLong(bytes.getAsLong());
                Thread.ofVirtual().start(() -> pump(client, server, left));
                Thread.ofVirtual().start(() -> pump(server, client, left));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to, AtomicLong left) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                long before = left.getAndAdd(-n);
                out.write(buffer, 0, Math.clamp(before, 0, n));
                out.flush();
                if (before > 0 && before <= n) {
                    cuts.incrementAndGet();
                }
                if (before <= n) {
                    break;
                }
            }
        } catch (IOException gone) {
            // One side hung up, or the other direction has used up the bytes.
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException gone) {
            // It is gone either way.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(this::close);
    }
}
