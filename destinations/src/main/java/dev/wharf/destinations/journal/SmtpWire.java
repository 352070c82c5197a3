package dev.wharf.destinations.journal;

import jdk.net.ExtendedSocketOptions;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lines to and from a server. What is written waits until an answer is asked for, so that commands
/// leave together. For one thread.
final class SmtpWire implements AutoCloseable {
    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_LINES = 200;
    private static final int BUFFER = 64 * 1024;

    /// The connection is of no more use.
    static final class Lost extends IOException {
        private static final long serialVersionUID = 1L;

        private final String what;

        Lost(String what, IOException cause) {
            super(what, cause);
            this.what = what;
        }

        Lost(String what) {
            super(what);
            this.what = what;
        }

        /// Without content.
        String what() {
            return what;
        }
    }

    private final Socket socket;
    private final Socket tcp;
    private final boolean quickAnswers;
    private final InputStream in;
    private final OutputStream out;

    /// @param socket what is talked over
    /// @param tcp what lies beneath it: the same, or the socket inside TLS
    SmtpWire(Socket socket, Socket tcp, WriteGuard guard, Duration timeout) throws IOException {
        this.socket = socket;
        this.tcp = tcp;
        quickAnswers = tcp.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        in = new BufferedInputStream(socket.getInputStream());
        out =
                new BufferedOutputStream(
                        guard.guarded(socket.getOutputStream(), tcp, timeout), BUFFER);
    }

    Socket socket() {
        return socket;
    }

    /// Whether the server said something that was not asked for: before TLS begins, that is an
    /// attempt to put words into the connection.
    boolean holdsMore() throws Lost {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new Lost("the connection broke", e);
        }
    }

    void command(String line) throws Lost {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a command of more than one line");
        }
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws Lost {
        write(bytes, 0, bytes.length);
    }

    void write(byte[] bytes, int from, int length) throws Lost {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new Lost("the connection broke while sending", e);
        }
    }

    /// Sends what waits, and reads one answer.
    SmtpReply reply() throws Lost {
        try {
            out.flush();
            hurry();
            List<String> lines = new ArrayList<>(4);
            String line = line();
            String code = line.substring(0, 3);
            lines.add(line.substring(Math.min(4, line.length())));
            while (line.length() > 3 && line.charAt(3) == '-') {
                line = line();
                if (!line.startsWith(code) || lines.size() == MOST_LINES) {
                    throw new Lost("the server does not speak SMTP");
                }
                lines.add(line.substring(Math.min(4, line.length())));
            }
            return new SmtpReply(Integer.parseInt(code), lines);
        } catch (Lost lost) {
            throw lost;
        } catch (IOException e) {
            throw new Lost("no answer came", e);
        }
    }

    /// Lets the system acknowledge at once what comes next. A server that answers several commands
    /// in several packets holds the second back until the first is acknowledged, and that takes 40
    /// ms where nothing is sent meanwhile: Postfix with BDAT sends 20 mails a second instead of
    /// 160. The system forgets it after a while, so it is said each time.
    private void hurry() throws IOException {
        if (quickAnswers) {
            tcp.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new Lost("the server closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new Lost("the server does not speak SMTP");
            }
            if (c != '\r') {
                line.append(c >= ' ' && c < 0x7f ? (char) c : ' ');
            }
        }
        if (!isReply(line)) {
            throw new Lost("the server does not speak SMTP");
        }
        return line.toString();
    }

    private static boolean isReply(CharSequence line) {
        return line.length() >= 3
                && line.charAt(0) >= '2'
                && line.charAt(0) <= '5'
                && Character.isDigit(line.charAt(1))
                && Character.isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
    }

    /// Without another word: the server forgets what was not finished.
    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }
}
