package dev.wharf.destinations.journal;

import java.io.IOException;
import java.io.OutputStream;

/// A mail on its way to a server. It is not ended by [#close], which does nothing, but by
/// [#finish].
abstract class MailOutput extends OutputStream {

    /// The server refused in the middle of it.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final SmtpFailure failure;

        Refused(SmtpFailure failure) {
            super(failure);
            this.failure = failure;
        }

        SmtpFailure failure() {
            return failure;
        }
    }

    @Override
    public final void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /// Says that this was all.
    abstract void finish() throws SmtpWire.Lost;
}
