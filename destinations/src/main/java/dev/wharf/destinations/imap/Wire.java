package dev.wharf.destinations.imap;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The bytes of one connection: lines and literals in, bytes out, both buffered.
///
/// For one thread, but for [#breakIfStalled] and [#close].
final class Wire implements AutoCloseable {
    /// A SEARCH may answer a hundred thousand UIDs; nothing honest is longer.
    private static final int LONGEST_LINE = 4 << 20;

    private static final int BUFFER = 64 << 10;

    private final Socket raw;
    private Socket socket;
    private InputStream source;
    private OutputStream target;
    private final byte[] in = new byte[BUFFER];
    private int at;
    private int end;
    private final byte[] out = new byte[BUFFER];
    private int waiting;
    private byte[] line = new byte[512];
    private volatile long writingSince;
    private final OutputStream sink = new Sink();

    private Wire(Socket socket) throws IOException {
        this.raw = socket;
        this.socket = socket;
        this.source = socket.getInputStream();
        this.target = socket.getOutputStream();
    }

    /// Without TLS yet.
    static Wire connect(String host, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(host, port), millis);
            return new Wire(socket);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /// Puts TLS on. The certificate must be trusted and name the host.
    void encrypt(SSLSocketFactory factory, String host, int port) throws IOException {
        if (at != end) {
            throw new ConnectionLost(
                    "the server went on in plain text after STARTTLS: somebody may be between",
                    null);
        }
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
        source = tls.getInputStream();
        target = tls.getOutputStream();
    }

    /// The server's own; null without TLS.
    @Nullable X509Certificate certificate() throws IOException {
        return socket instanceof SSLSocket tls
                        && tls.getSession().getPeerCertificates()[0] instanceof X509Certificate own
                ? own
                : null;
    }

    String protocol() {
        return socket instanceof SSLSocket tls ? tls.getSession().getProtocol() : "no TLS";
    }

    /// Takes bytes to be sent; they go when the buffer is full, or at [#flush].
    OutputStream sink() {
        return sink;
    }

    void write(String ascii) throws ConnectionLost {
        byte[] bytes = ascii.getBytes(StandardCharsets.UTF_8);
        put(bytes, 0, bytes.length);
    }

    void flush() throws ConnectionLost {
        if (waiting > 0) {
            send(out, 0, waiting);
            waiting = 0;
        }
    }

    private void put(byte[] bytes, int from, int length) throws ConnectionLost {
        if (length > BUFFER - waiting) {
            flush();
        }
        if (length >= BUFFER) {
            send(bytes, from, length);
        } else {
            System.arraycopy(bytes, from, out, waiting, length);
            waiting += length;
        }
    }

    private void send(byte[] bytes, int from, int length) throws ConnectionLost {
        writingSince = Math.max(1, System.nanoTime());
        try {
            target.write(bytes, from, length);
            target.flush();
        } catch (IOException broken) {
            throw lost(broken);
        } finally {
            writingSince = 0;
        }
    }

    /// Sockets have no timeout for writing, and a server may stop reading for ever.
    void breakIfStalled(Duration timeout) {
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > timeout.toNanos()) {
            abort();
        }
    }

    /// Without a word of TLS, which could wait for the server in its turn. The peer may lose what
    /// it has not read yet.
    void abort() {
        try {
            raw.close();
        } catch (IOException gone) {
            // It is gone either way.
        }
    }

    /// A line without its end, a character for each byte.
    String readLine() throws ConnectionLost {
        int length = 0;
        while (true) {
            fill();
            int stop = at;
            while (stop < end && in[stop] != '\n') {
                stop++;
            }
            int part = stop - at;
            if (length + part > LONGEST_LINE) {
                throw new ConnectionLost("the server sent a line without end", null);
            }
            if (length + part > line.length) {
                line = Arrays.copyOf(line, Math.max(line.length * 2, length + part));
            }
            System.arraycopy(in, at, line, length, part);
            length += part;
            at = stop;
            if (stop < end) {
                at++;
                int text = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, text, StandardCharsets.ISO_8859_1);
            }
        }
    }

    /// The next bytes. Whoever reads them need not read them all: [Literal#skip].
    Literal literal(long size) {
        return new Literal(size);
    }

    private void fill() throws ConnectionLost {
        if (at < end) {
            return;
        }
        try {
            int n = source.read(in, 0, in.length);
            if (n < 0) {
                throw new ConnectionLost("the server hung up", null);
            }
            at = 0;
            end = n;
        } catch (ConnectionLost hungUp) {
            throw hungUp;
        } catch (IOException broken) {
            throw lost(broken);
        }
    }

    private static ConnectionLost lost(IOException broken) {
        return new ConnectionLost(
                "the connection broke: " + ServerWords.oneLine(String.valueOf(broken.getMessage())),
                broken);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is gone either way.
        }
    }

    final class Literal extends InputStream {
        private long left;

        private Literal(long size) {
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            if (length == 0) {
                return 0;
            }
            fill();
            int n = (int) Math.min(Math.min(length, end - at), left);
            System.arraycopy(in, at, into, from, n);
            at += n;
            left -= n;
            return n;
        }

        void skip() throws IOException {
            skipNBytes(left);
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            put(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            put(bytes, from, length);
        }
    }
}
