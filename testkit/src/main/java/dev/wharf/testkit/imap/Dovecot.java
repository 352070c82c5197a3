package dev.wharf.testkit.imap;

import dev.wharf.core.party.EmailAddress;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A real Dovecot of this test's own: private configuration, folder, ports and certificate, on
/// loopback. As Debian installs it, with MULTIAPPEND, LITERAL+, UIDPLUS and QUOTA.
public final class Dovecot implements AutoCloseable {
    /// Signs in as anybody: `alice@firm.example*master`.
    public static final String MASTER = "master";

    public static final String MASTER_PASSWORD = "master's secret";

    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Path DOVEADM = Path.of("/usr/bin/doveadm");
    private static final long START_SECONDS = 30;
    private static final Pattern MESSAGE_ID = Pattern.compile("hdr\\.message-id=<([^>]*)>");

    private final Path folder;
    private final Process process;
    private final int port;
    private final int tlsPort;

    /// How mails lie on the disk.
    public enum Format {
        MDBOX,
        MAILDIR
    }

    /// A mailbox.
    ///
    /// @param quotaKiB 0 for none
    public record User(EmailAddress address, String password, int quotaKiB, boolean disabled) {
        public User(EmailAddress address, String password) {
            this(address, password, 0, false);
        }
    }

    private Dovecot(Path folder, Process process, int port, int tlsPort) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /// Skips the test, saying so, where there is no Dovecot.
    public static Dovecot start(Format format, List<User> users) {
        if (!Files.isExecutable(PROGRAM)) {
            String why = "SKIPPED: no Dovecot in " + PROGRAM + "; ./check installs it";
            System.err.println(why);
            Assumptions.abort(why);
        }
        try {
            // Not below a test's own folder: Dovecot's processes are other users.
            Path folder = Files.createTempDirectory("wharf-dovecot");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            int port = freePort();
            int tlsPort = freePort();
            Path conf = new DovecotFolder(folder, format).write(users, port, tlsPort);
            Process process =
                    new ProcessBuilder(PROGRAM.toString(), "-F", "-c", conf.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("out").toFile())
                            .start();
            Dovecot dovecot = new Dovecot(folder, process, port, tlsPort);
            dovecot.awaitGreeting();
            return dovecot;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// For plain text and STARTTLS.
    public int port() {
        return port;
    }

    public int tlsPort() {
        return tlsPort;
    }

    /// The server's own, for `localhost`, in PEM.
    public Path certificate() {
        return folder.resolve("cert.pem");
    }

    /// Message-IDs of a folder in the order of UIDs, read from Dovecot's files and past IMAP. Empty
    /// when there is no such folder.
    public List<String> messageIds(EmailAddress mailbox, String name) {
        List<String> command =
                List.of(
                        DOVEADM.toString(),
                        "-c",
                        folder.resolve("dovecot.conf").toString(),
                        "-f",
                        "flow",
                        "fetch",
                        "-u",
                        mailbox.value(),
                        "hdr.message-id",
                        "mailbox",
                        name,
                        "ALL");
        try {
            Process doveadm =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String out =
                    new String(doveadm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> ids = new ArrayList<>();
            for (Matcher id = MESSAGE_ID.matcher(out); id.find(); ) {
                ids.add(id.group(1));
            }
            return ids;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What Dovecot has to say, for a test that fails.
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException none) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitGreeting() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                if (socket.getInputStream().read() == '*') {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        String said = Files.readString(folder.resolve("out")) + log();
        close();
        throw new IllegalStateException("Dovecot does not start: " + said);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException | UncheckedIOException stillWriting) {
            System.err.println("left behind: " + folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Dovecot on %d and %d", port, tlsPort);
    }
}
