package dev.wharf.destinations.journal;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server that keeps what it takes, and answers as it is told.
final class FakeSmtp implements AutoCloseable {
    /// Closes the connection instead of answering.
    static final String CLOSE = "CLOSE";

    /// Takes the mail, then closes the connection instead of saying so.
    static final String TAKE_AND_CLOSE = "TAKE-AND-CLOSE";

    /// Never answers.
    static final String SILENCE = "SILENCE";

    /// Answers differently than a good server would.
    @FunctionalInterface
    interface Script {
        /// @param line a command; `GREETING` for a connection, `BODY` when a mail begins, `END`
        ///   when it was read whole
        /// @param time how often this very line came, from 1
        /// @return null for what a good server says
        @Nullable String answer(String line, int time);
    }

    /// @param bytes as they came, dots removed
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Received(String sender, List<String> recipients, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private final ServerSocket listener;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> capabilities;
    private final @Nullable SSLContext tls;
    private final boolean tlsAtOnce;
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private volatile Script script = (_, _) -> null;

    /// @param capabilities lines of the answer to EHLO
    FakeSmtp(String... capabilities) {
        this(null, false, capabilities);
    }

    FakeSmtp(@Nullable SSLContext tls, boolean tlsAtOnce, String... capabilities) {
        this.capabilities = List.of(capabilities);
        this.tls = tls;
        this.tlsAtOnce = tlsAtOnce;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    void answering(Script next) {
        script = next;
    }

    int port() {
        return listener.getLocalPort();
    }

    List<Received> received() {
        return received;
    }

    List<String> commands() {
        return commands;
    }

    long count(String command) {
        return commands.stream().filter(line -> line.startsWith(command)).count();
    }

    int connections() {
        return connections.get();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            closed.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(tlsAtOnce ? secured(socket) : socket).run();
        } catch (IOException | InterruptedException _) {
            // The client went away, or the test is over.
        }
    }

    private Socket secured(Socket socket) throws IOException {
        if (tls == null) {
            throw new IOException("no certificate");
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, 0, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private final class Conversation {
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String sender = "";
        private List<String> recipients = new ArrayList<>();
        private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

        Conversation(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void run() throws IOException, InterruptedException {
            answer("GREETING", "220 fake ESMTP");
            for (String line = line(); line != null; line = line()) {
                commands.add(line);
                command(line);
            }
        }

        private void command(String line) throws IOException, InterruptedException {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> answer(line, hello());
                case "STARTTLS" -> startTls(line);
                case "AUTH" -> auth(line);
                case "MAIL" -> {
                    sender = line;
                    recipients = new ArrayList<>();
                    answer(line, "250 2.1.0 sender ok");
                }
                case "RCPT" -> {
                    if (answer(line, "250 2.1.5 recipient ok").startsWith("250")) {
                        recipients.add(line.substring(9, line.length() - 1));
                    }
                }
                case "DATA" -> data(line);
                case "BDAT" -> chunk(line);
                case "RSET" -> {
                    chunks.reset();
                    answer(line, "250 2.0.0 reset");
                }
                case "QUIT" -> {
                    answer(line, "221 bye");
                    socket.close();
                }
                default -> answer(line, "502 5.5.1 not known");
            }
        }

        private String hello() {
            StringBuilder hello = new StringBuilder("250-fake");
            for (String capability : capabilities) {
                hello.append("\r\n250-").append(capability);
            }
            return hello.append("\r\n250 HELP").toString();
        }

        private void startTls(String line) throws IOException, InterruptedException {
            String said = answer(line, "220 go ahead");
            if (said.startsWith("220")) {
                socket = secured(socket);
                in = new BufferedInputStream(socket.getInputStream());
                out = socket.getOutputStream();
            }
        }

        private void auth(String line) throws IOException, InterruptedException {
            if (line.equals("AUTH LOGIN")) {
                say("334 VXNlcm5hbWU6");
                commands.add(String.valueOf(line()));
                say("334 UGFzc3dvcmQ6");
                commands.add(String.valueOf(line()));
            }
            answer(line, "235 2.7.0 welcome");
        }

        private void data(String line) throws IOException, InterruptedException {
            String normal = recipients.isEmpty() ? "503 5.5.1 no recipients" : "354 go ahead";
            if (!answer(line, normal).startsWith("354")) {
                return;
            }
            answer("BODY", "");
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] next = bytes(); !isDot(next); next = bytes()) {
                if (next.length == 0) {
                    throw new IOException("cut in the middle of a mail");
                }
                int skip = next[0] == '.' ? 1 : 0;
                body.write(next, skip, next.length - skip);
            }
            end(body.toByteArray());
        }

        private static boolean isDot(byte[] line) {
            return line.length == 3 && line[0] == '.' && line[1] == '\r';
        }

        private void chunk(String line) throws IOException, InterruptedException {
            String[] words = line.split(" ");
            byte[] bytes = in.readNBytes(Integer.parseInt(words[1]));
            if (recipients.isEmpty()) {
                answer(line, "503 5.5.1 no recipients");
                return;
            }
            chunks.write(bytes);
            if (words.length == 2) {
                answer(line, "250 2.0.0 more");
                return;
            }
            byte[] whole = chunks.toByteArray();
            chunks.reset();
            end(whole);
        }

        private void end(byte[] mail) throws IOException, InterruptedException {
            String told = told("END");
            boolean taken = told == null || told.equals(TAKE_AND_CLOSE) || told.startsWith("2");
            if (taken) {
                received.add(new Received(sender, List.copyOf(recipients), mail));
            }
            act(told == null ? "250 2.0.0 Ok: queued as Q" + received.size() : told);
        }

        private String answer(String line, String normal) throws IOException, InterruptedException {
            String told = told(line);
            String answer = told == null ? normal : told;
            act(answer);
            return answer;
        }

        private @Nullable String told(String line) {
            return script.answer(line, times.merge(line, 1, Integer::sum));
        }

        private void act(String answer) throws IOException, InterruptedException {
            switch (answer) {
                case CLOSE, TAKE_AND_CLOSE -> {
                    socket.close();
                    throw new IOException("closed as told");
                }
                case SILENCE -> closed.await();
                case "" -> {}
                default -> say(answer);
            }
        }

        private void say(String answer) throws IOException {
            out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        private @Nullable String line() throws IOException {
            byte[] line = bytes();
            return line.length == 0
                    ? null
                    : new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        }

        private byte[] bytes() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') {
                    return line.toByteArray();
                }
            }
            if (line.size() > 0) {
                throw new IOException("half a line");
            }
            return new byte[0];
        }
    }
}
