package dev.wharf.app.local;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Sends a command to the process that owns a directory, and shows what comes back.
public final class VerbClient {

    private static final int PIECE = 8192;

    private final Path directory;
    private final String version;

    /// @param version of this Wharf
    public VerbClient(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    /// This process's own standard streams.
    public record Streams(InputStream in, OutputStream out, OutputStream err) {}

    /// Runs it there.
    ///
    /// @param whenStopped is given what to do on Ctrl-C
    /// @return the exit code; empty when no process listens
    /// @throws WharfException `HOME_LOCKED` when the process is of another version, or ends before
    ///   the command does, and whatever it refuses with
    public OptionalInt run(VerbRequest request, Streams streams, Consumer<Runnable> whenStopped) {
        Optional<SocketChannel> socket = new SocketPlace(directory).connect();
        if (socket.isEmpty()) {
            return OptionalInt.empty();
        }
        try (FrameChannel channel = new FrameChannel(socket.get())) {
            byte[] encoded = request.encode();
            greet(channel);
            channel.send(Frame.Kind.REQUEST, encoded);
            whenStopped.accept(() -> sendStop(channel));
            return OptionalInt.of(follow(channel, streams));
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.HOME_LOCKED,
                    "The process that works in %s ended, or hung up, before this command did. Nothing archived is lost: run it again."
                            .formatted(directory),
                    e);
        }
    }

    private void greet(FrameChannel channel) throws IOException {
        channel.send(new Hello(version));
        String theirs = channel.readHello().version();
        if (!theirs.equals(version)) {
            throw new WharfException(
                    ErrorCode.HOME_LOCKED,
                    "The process that works in %s is Wharf %s, this command is Wharf %s. Start that process again with this version, or use that version's command."
                            .formatted(directory, theirs, version));
        }
    }

    private static void sendStop(FrameChannel channel) {
        try {
            channel.send(Frame.Kind.STOP);
        } catch (IOException _) {
            // It has ended meanwhile, which is what was wanted.
        }
    }

    private static int follow(FrameChannel channel, Streams streams) throws IOException {
        while (true) {
            Frame frame = channel.read();
            switch (frame.kind()) {
                case OUT -> show(streams.out(), frame.payload());
                case ERR -> show(streams.err(), frame.payload());
                case ASK ->
                        // Of its own, so that the command can end while nobody answers.
                        Thread.ofPlatform().daemon().start(() -> answer(channel, streams.in()));
                case EXIT -> {
                    if (frame.payload().length != 4) {
                        throw Frame.garbage();
                    }
                    return ByteBuffer.wrap(frame.payload()).getInt();
                }
                case REFUSED -> throw Refusal.decode(frame.payload()).thrown();
                case REQUEST, STOP, INPUT -> throw Frame.garbage();
            }
        }
    }

    private static void show(OutputStream stream, byte[] bytes) throws IOException {
        stream.write(bytes);
        stream.flush();
    }

    private static void answer(FrameChannel channel, InputStream in) {
        try {
            byte[] piece = new byte[PIECE];
            int count = in.read(piece);
            channel.send(Frame.Kind.INPUT, Arrays.copyOf(piece, Math.max(count, 0)));
        } catch (IOException _) {
            // The command's end says more than this could.
        }
    }
}
