package dev.wharf.destinations.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A mail by BDAT (RFC 3030): chunks whose size is told before them, so nothing in them needs to be
/// escaped. Most mails are one chunk. For one thread.
final class ChunkedOutput extends MailOutput {
    private static final int CHUNK = 1 << 20;

    private final SmtpWire wire;
    private final Answer answer;
    private byte[] chunk = new byte[16 * 1024];
    private int size;

    /// Reads the server's answer to a chunk that is not the last.
    @FunctionalInterface
    interface Answer {
        void read() throws SmtpFailure, SmtpWire.Lost;
    }

    ChunkedOutput(SmtpWire wire, Answer answer) {
        this.wire = wire;
        this.answer = answer;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws SmtpWire.Lost, Refused {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (size == CHUNK) {
                send("");
                answered();
            }
            int some = Math.min(end - at, CHUNK - size);
            if (chunk.length < size + some) {
                chunk = Arrays.copyOf(chunk, Math.min(CHUNK, Math.max(2 * size, size + some)));
            }
            System.arraycopy(bytes, at, chunk, size, some);
            size += some;
            at += some;
        }
    }

    private void answered() throws SmtpWire.Lost, Refused {
        try {
            answer.read();
        } catch (SmtpFailure failure) {
            throw new Refused(failure);
        }
    }

    private void send(String last) throws SmtpWire.Lost {
        wire.write(("BDAT " + size + last + "\r\n").getBytes(StandardCharsets.US_ASCII));
        wire.write(chunk, 0, size);
        size = 0;
    }

    @Override
    void finish() throws SmtpWire.Lost {
        send(" LAST");
    }
}
