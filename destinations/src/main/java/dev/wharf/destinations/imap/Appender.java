package dev.wharf.destinations.imap;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Writes mails as APPEND commands, streaming.
///
/// A mail that turns out to be longer or shorter than it said drops the connection: half a mail
/// must not become one, nor its rest a command.
final class Appender {
    private final ImapConnection connection;
    private final String folder;
    private final String flags;
    private final boolean careful;

    /// @param folder quoted
    /// @param careful whether to ask before each literal, whatever the server offers
    Appender(ImapConnection connection, String folder, boolean seen, boolean careful) {
        this.connection = connection;
        this.folder = folder;
        this.flags = seen ? "(\\Seen) " : "";
        this.careful = careful;
    }

    /// Many in one command (RFC 3502): all of them or none.
    Reply together(List<Prepared> mails) throws ConnectionLost {
        String tag = connection.begin("APPEND " + folder);
        for (Prepared mail : mails) {
            Reply refused = write(tag, mail);
            if (refused != null) {
                return refused;
            }
        }
        connection.endCommand();
        return connection.await(tag);
    }

    /// Takes the end of one mail's command.
    @FunctionalInterface
    interface Ends {
        void ended(Prepared mail, Reply how);
    }

    /// A command for each, sent without waiting for the one before where the server allows that.
    void apart(List<Prepared> mails, Ends ends) throws ConnectionLost {
        Queue<Sent> underWay = new ArrayDeque<>();
        for (Prepared mail : mails) {
            if (!unasked(mail)) {
                drain(underWay, ends);
            }
            String tag = connection.begin("APPEND " + folder);
            Reply refused = write(tag, mail);
            if (refused == null) {
                connection.endCommand();
                underWay.add(new Sent(tag, mail));
            } else {
                ends.ended(mail, refused);
            }
        }
        drain(underWay, ends);
    }

    private record Sent(String tag, Prepared mail) {}

    private void drain(Queue<Sent> underWay, Ends ends) throws ConnectionLost {
        for (Sent sent = underWay.poll(); sent != null; sent = underWay.poll()) {
            ends.ended(sent.mail(), connection.await(sent.tag()));
        }
    }

    private boolean unasked(Prepared mail) {
        return !careful && connection.capabilities().unasked(mail.size());
    }

    /// @return the command's end, when the server refuses it before the mail
    private @Nullable Reply write(String tag, Prepared mail) throws ConnectionLost {
        boolean unasked = unasked(mail);
        connection
                .wire()
                .write(
                        " %s\"%s\" {%d%s}\r\n"
                                .formatted(
                                        flags,
                                        InternalDate.write(mail.mail().date()),
                                        mail.size(),
                                        unasked ? "+" : ""));
        if (!unasked) {
            Reply refused = connection.awaitGo(tag);
            if (refused != null) {
                return refused;
            }
        }
        content(mail);
        return null;
    }

    private void content(Prepared mail) throws ConnectionLost {
        Exact exact = new Exact(connection.wire().sink(), mail.size());
        boolean whole = false;
        try {
            mail.image().writeTo(exact, mail.mail().contents());
            whole = exact.left == 0;
        } catch (ConnectionLost lost) {
            throw lost;
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "reading mail %s from the archive: %s"
                            .formatted(mail.messageId(), unreadable.getMessage()),
                    unreadable);
        } finally {
            if (!whole) {
                connection.abort();
            }
        }
        if (!whole) {
            throw new WharfException(
                    ErrorCode.DIGEST_MISMATCH,
                    "mail %s is not as long as the archive says; run `wharf verify`"
                            .formatted(mail.messageId()));
        }
    }

    /// Lets through as many bytes as were announced, and no byte more.
    private static final class Exact extends OutputStream {
        private final OutputStream target;
        private long left;

        Exact(OutputStream target, long size) {
            this.target = target;
            this.left = size;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > left) {
                left = -1;
                throw new IOException("it is longer than it said");
            }
            left -= length;
            target.write(bytes, from, length);
        }
    }
}
