package dev.wharf.app.local;

import dev.wharf.core.error.ErrorCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One client, from its greeting to its end. One thread hears what it says, another runs its
/// command.
final class Conversation implements VerbCall {

    private final FrameChannel channel;
    private final String caller;
    private final VerbRequest request;
    private final OutputFrames written;
    private final AskedInput in;
    private final PrintStream out;
    private final PrintStream err;
    private final StopSignal stop = new StopSignal();

    private Conversation(FrameChannel channel, String caller, VerbRequest request) {
        this.channel = channel;
        this.caller = caller;
        this.request = request;
        written = new OutputFrames(channel);
        in = new AskedInput(channel, written);
        // To a pipe, whole buffers; a person sees each line at once.
        boolean terminal = request.terminals().contains("1");
        out = new PrintStream(written.stream(Frame.Kind.OUT), terminal, StandardCharsets.UTF_8);
        err = new PrintStream(written.stream(Frame.Kind.ERR), true, StandardCharsets.UTF_8);
        stop.whenGiven(in::giveUp);
    }

    /// Greets, and hears what is asked for.
    ///
    /// @throws IOException when it is no Wharf, or another version, which knows what to say then
    static Conversation begin(FrameChannel channel, String caller, String version)
            throws IOException {
        Hello theirs = channel.readHello();
        channel.send(new Hello(version));
        if (!theirs.version().equals(version)) {
            throw new IOException("another version of Wharf");
        }
        Frame frame = channel.read();
        if (frame.kind() != Frame.Kind.REQUEST) {
            throw Frame.garbage();
        }
        return new Conversation(channel, caller, VerbRequest.decode(frame.payload()));
    }

    /// Hears the client until it is gone.
    void listen() throws IOException {
        while (true) {
            Frame frame = channel.read();
            switch (frame.kind()) {
                case STOP -> stop.give();
                case INPUT -> in.give(frame.payload());
                case REQUEST, OUT, ERR, ASK, EXIT, REFUSED -> throw Frame.garbage();
            }
        }
    }

    void refuse(ErrorCode code, String message) throws IOException {
        channel.send(Frame.Kind.REFUSED, new Refusal(code, message).encode());
    }

    void ended(int status) throws IOException {
        out.flush();
        err.flush();
        written.flush();
        channel.send(Frame.Kind.EXIT, ByteBuffer.allocate(4).putInt(status).array());
    }

    void stop() {
        stop.give();
    }

    boolean isStopped() {
        return stop.isGiven();
    }

    @Override
    public VerbRequest request() {
        return request;
    }

    @Override
    public String caller() {
        return caller;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public void whenStopped(Runnable action) {
        stop.whenGiven(action);
    }
}
