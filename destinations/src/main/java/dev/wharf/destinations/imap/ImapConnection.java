package dev.wharf.destinations.imap;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Commands and responses of one connection (RFC 9051, RFC 3501).
///
/// For one thread. Whatever is not IMAP, or the end of the connection, is a [ConnectionLost].
final class ImapConnection implements AutoCloseable {
    private static final int LONGEST_KEPT_LITERAL = 1 << 20;

    private final Wire wire;
    private int commands;
    private Capabilities capabilities = Capabilities.NONE;

    /// Takes literals as they come.
    interface LiteralSink {
        /// @param head what the response said before the literal
        /// @return false to have it kept in the reply instead
        boolean take(String head, long size, InputStream content) throws IOException;
    }

    ImapConnection(Wire wire) {
        this.wire = wire;
    }

    private static boolean keep(String head, long size, InputStream content) {
        return false;
    }

    private static void ignore(Reply reply) {}

    Wire wire() {
        return wire;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /// Those of before the sign-in, or before TLS, are worth nothing after it.
    void forgetCapabilities() {
        capabilities = Capabilities.NONE;
    }

    /// Whether names of folders are UTF-8: only where a server takes nothing else (RFC 6855 §4).
    boolean utf8() {
        return capabilities.has("UTF8=ONLY");
    }

    Capabilities askedCapabilities() throws ConnectionLost {
        if (capabilities.names().isEmpty()) {
            command("CAPABILITY");
        }
        return capabilities;
    }

    /// The first line of the server.
    Reply greeting() throws ConnectionLost {
        Reply greeting = read(ImapConnection::keep);
        if (greeting.status() == Reply.Status.BYE) {
            throw new ConnectionLost(greeting);
        }
        if (!greeting.tag().equals("*") || !greeting.ok()) {
            throw new ConnectionLost("the server does not greet as an IMAP server does", null);
        }
        return greeting;
    }

    /// Puts a command's beginning into the buffer.
    ///
    /// @return its tag
    String begin(String command) throws ConnectionLost {
        String tag = "w" + ++commands;
        wire.write(tag + " " + command);
        return tag;
    }

    void endCommand() throws ConnectionLost {
        wire.write("\r\n");
    }

    Reply command(String command) throws ConnectionLost {
        return command(command, ImapConnection::ignore);
    }

    Reply command(String command, Consumer<Reply> untagged) throws ConnectionLost {
        return command(command, untagged, ImapConnection::keep);
    }

    Reply command(String command, Consumer<Reply> untagged, LiteralSink sink)
            throws ConnectionLost {
        String tag = begin(command);
        endCommand();
        return await(tag, untagged, sink);
    }

    /// Sends what waits, and reads until the command has its end.
    Reply await(String tag) throws ConnectionLost {
        return await(tag, ImapConnection::ignore, ImapConnection::keep);
    }

    private Reply await(String tag, Consumer<Reply> untagged, LiteralSink sink)
            throws ConnectionLost {
        wire.flush();
        while (true) {
            Reply reply = read(sink);
            if (reply.tag().equals(tag)) {
                return reply;
            }
            requireUntagged(reply);
            untagged.accept(reply);
        }
    }

    /// Sends what waits, and reads until the server asks for more.
    ///
    /// @return the command's end when it came instead; null when the server goes on
    @Nullable Reply awaitGo(String tag) throws ConnectionLost {
        wire.flush();
        while (true) {
            Reply reply = read(ImapConnection::keep);
            if (reply.tag().equals(tag)) {
                return reply;
            }
            if (reply.tag().equals("+")) {
                return null;
            }
            requireUntagged(reply);
        }
    }

    private static void requireUntagged(Reply reply) throws ConnectionLost {
        if (reply.status() == Reply.Status.BYE) {
            throw new ConnectionLost(reply);
        }
        if (!reply.tag().equals("*")) {
            throw new ConnectionLost("the server answered what nobody asked", null);
        }
    }

    private Reply read(LiteralSink sink) throws ConnectionLost {
        String line = wire.readLine();
        int space = line.indexOf(' ');
        String tag = space < 0 ? line : line.substring(0, space);
        String text = space < 0 ? "" : line.substring(space + 1);
        List<byte[]> literals = new ArrayList<>(0);
        if (!Reply.isStatus(text) && !tag.equals("+")) {
            for (long size = literalSize(text); size >= 0; size = literalSize(text)) {
                literal(text, size, sink, literals);
                text += wire.readLine();
            }
        }
        Reply reply = new Reply(tag, text, literals);
        note(reply);
        return reply;
    }

    private void literal(String head, long size, LiteralSink sink, List<byte[]> kept)
            throws ConnectionLost {
        try {
            Wire.Literal content = wire.literal(size);
            if (!sink.take(head, size, content)) {
                if (size > LONGEST_KEPT_LITERAL) {
                    throw new ConnectionLost("the server sent more than it was asked for", null);
                }
                kept.add(content.readAllBytes());
            }
            content.skip();
        } catch (ConnectionLost lost) {
            throw lost;
        } catch (IOException cut) {
            throw new ConnectionLost("the connection broke within a literal", cut);
        }
    }

    /// @return -1 when the text ends with no literal
    private static long literalSize(String text) {
        int open = text.endsWith("}") ? text.lastIndexOf('{') : -1;
        if (open < 0) {
            return -1;
        }
        String digits = text.substring(open + 1, text.length() - 1);
        return digits.matches("\\d{1,12}") ? Long.parseLong(digits) : -1;
    }

    /// Capabilities come as data, or as the code of a greeting or of a sign-in's end.
    private void note(Reply reply) {
        if (reply.ok() && reply.code().equals("CAPABILITY")) {
            capabilities = Capabilities.parse(reply.codeArguments());
        } else if (reply.tag().equals("*") && reply.text().startsWith("CAPABILITY ")) {
            capabilities = Capabilities.parse(reply.text().substring("CAPABILITY ".length()));
        }
    }

    /// Says goodbye without waiting for an answer.
    @Override
    public void close() {
        try {
            begin("LOGOUT");
            endCommand();
            wire.flush();
        } catch (ConnectionLost gone) {
            // It is gone already.
        }
        wire.close();
    }

    /// Drops the connection: half a command must not become a whole one.
    void abort() {
        wire.abort();
    }
}
