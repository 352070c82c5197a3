package dev.wharf.testkit.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// An IMAP server with one mailbox and one folder in memory, in plain text on loopback, that does
/// wrong what it is told to. It knows what deliveries need, and no more.
public final class FakeImap implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Stored> mails = new ArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String capabilities =
            "IMAP4rev1 SASL-IR MULTIAPPEND LITERAL+ UIDPLUS UNSELECT";
    private volatile Faults faults = command -> Optional.empty();
    private volatile boolean folderThere = true;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// A mail that was stored.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Stored(long uid, String flags, String date, byte[] bytes) {}

    /// What goes wrong with a command.
    public sealed interface Fault {
        /// Answers so instead of doing it; literals are read all the same. Without the tag. What
        /// begins with `+` is a challenge, and NO follows it.
        record Answer(String text) implements Fault {}

        /// Does it, and hangs up before the answer.
        record DoThenCut() implements Fault {}

        /// Hangs up after so many bytes of its first literal, or at once when it has none.
        record CutAfter(int bytes) implements Fault {}

        /// Writes these bytes, as characters, instead of any answer, and does nothing.
        record Garbage(String bytes) implements Fault {}

        /// Never answers.
        record Silence() implements Fault {}

        /// Stops reading, too.
        record Deaf() implements Fault {}
    }

    /// Asked before each command is done.
    @FunctionalInterface
    public interface Faults {
        /// @param command without its tag
        Optional<Fault> of(String command);
    }

    private FakeImap(ServerSocket listening) {
        this.listening = listening;
    }

    public static FakeImap start() {
        try {
            FakeImap fake = new FakeImap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(fake::accept);
            return fake;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public FakeImap offering(String names) {
        capabilities = names;
        return this;
    }

    public FakeImap failing(Faults next) {
        faults = next;
        return this;
    }

    /// The first command that begins so fails so, once.
    public FakeImap failingOnce(String start, Fault fault) {
        return failing(
                new Faults() {
                    private boolean done;

                    @Override
                    public synchronized Optional<Fault> of(String command) {
                        boolean now = !done && command.startsWith(start);
                        done |= now;
                        return now ? Optional.of(fault) : Optional.empty();
                    }
                });
    }

    public FakeImap withoutFolder() {
        folderThere = false;
        return this;
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<Stored> mails() {
        synchronized (mails) {
            return List.copyOf(mails);
        }
    }

    /// Message-IDs in the order of UIDs.
    public List<String> messageIds() {
        return mails().stream().map(FakeImapConnection::id).toList();
    }

    /// A command of a connection that is long gone comes to its end.
    public void storeLate(byte[] mail) {
        store(List.of(new Stored(0, "", "", mail)));
    }

    /// What was asked, without tags and literals.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /// How many commands began so.
    public long count(String start) {
        return commands.stream().filter(command -> command.startsWith(start)).count();
    }

    void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    String capabilities() {
        return capabilities;
    }

    boolean folderThere() {
        return folderThere;
    }

    void makeFolder() {
        folderThere = true;
    }

    Optional<Fault> begins(String command) {
        commands.add(command);
        return faults.of(command);
    }

    long nextUid() {
        synchronized (mails) {
            return mails.isEmpty() ? 1 : mails.getLast().uid() + 1;
        }
    }

    /// @return their first UID
    long store(List<Stored> together) {
        synchronized (mails) {
            long first = nextUid();
            long uid = first;
            for (Stored mail : together) {
                mails.add(new Stored(uid++, mail.flags(), mail.date(), mail.bytes()));
            }
            return first;
        }
    }

    void remove(long uid) {
        synchronized (mails) {
            mails.removeIf(mail -> mail.uid() == uid);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new FakeImapConnection(this, socket).serve();
        } catch (IOException gone) {
            // The client hung up, or we did.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
