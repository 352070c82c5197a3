package dev.wharf.destinations.journal;

import java.nio.charset.StandardCharsets;

/// A mail after DATA: a line that begins with a dot gets another one before it, and a lone dot ends
/// it (RFC 5321 §4.5.2). For one thread.
final class DottedOutput extends MailOutput {
    private static final byte[] DOT = {'.'};

    private final SmtpWire wire;
    private byte last = '\n';

    DottedOutput(SmtpWire wire) {
        this.wire = wire;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws SmtpWire.Lost {
        int start = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '.' && last == '\n') {
                wire.write(bytes, start, i - start);
                wire.write(DOT);
                start = i;
            }
            last = bytes[i];
        }
        wire.write(bytes, start, from + length - start);
    }

    @Override
    void finish() throws SmtpWire.Lost {
        String end = last == '\n' ? ".\r\n" : "\r\n.\r\n";
        wire.write(end.getBytes(StandardCharsets.US_ASCII));
    }
}
