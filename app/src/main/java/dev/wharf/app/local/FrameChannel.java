package dev.wharf.app.local;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Frames over a socket. One thread reads while any others send.
final class FrameChannel implements AutoCloseable {

    private final SocketChannel socket;
    private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);

    FrameChannel(SocketChannel socket) {
        this.socket = socket;
    }

    void send(Frame.Kind kind) throws IOException {
        send(kind, new byte[0]);
    }

    void send(Frame.Kind kind, byte[] payload) throws IOException {
        send(kind, payload, payload.length);
    }

    void send(Frame.Kind kind, byte[] payload, int length) throws IOException {
        if (length > Frame.MOST) {
            throw new IllegalArgumentException("a frame has at most 1 MiB");
        }
        ByteBuffer head = ByteBuffer.allocate(Frame.HEADER);
        head.put(kind.code()).putInt(length).flip();
        ByteBuffer[] all = {head, ByteBuffer.wrap(payload, 0, length)};
        write(all);
    }

    void send(Hello hello) throws IOException {
        write(new ByteBuffer[] {ByteBuffer.wrap(hello.bytes())});
    }

    private synchronized void write(ByteBuffer[] bytes) throws IOException {
        while (bytes[bytes.length - 1].hasRemaining() || bytes[0].hasRemaining()) {
            socket.write(bytes);
        }
    }

    /// @throws EOFException when the other side has closed
    Frame read() throws IOException {
        fill(header.clear());
        header.flip();
        Frame.Kind kind = Frame.Kind.of(header.get()).orElseThrow(Frame::garbage);
        int length = header.getInt();
        if (length < 0 || length > Frame.MOST) {
            throw Frame.garbage();
        }
        return new Frame(kind, bytes(length));
    }

    Hello readHello() throws IOException {
        return Hello.read(this);
    }

    byte[] bytes(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        fill(bytes);
        return bytes.array();
    }

    private void fill(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (socket.read(into) < 0) {
                throw new EOFException("the other side has closed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
