package dev.wharf.app.local;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// One message: a kind, a length, that many bytes.
///
/// ```
/// frame = kind(1) length(4) payload(length)        at most 1 MiB
/// ```
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Frame(Kind kind, byte[] payload) {

    static final int HEADER = 5;
    static final int MOST = 1 << 20;

    /// Codes are never used again for something else.
    enum Kind {
        /// From the client: what to run.
        REQUEST(1),
        /// Ctrl-C.
        STOP(2),
        /// What standard input gave; empty at its end.
        INPUT(3),
        /// From the server: standard output.
        OUT(17),
        /// Standard error.
        ERR(18),
        /// The command reads standard input and waits.
        ASK(19),
        /// It ended; four bytes of exit code.
        EXIT(20),
        /// It was not begun: a code and a message for the person.
        REFUSED(21);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }

        static Optional<Kind> of(byte code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }
    }

    /// What the other side sent is not ours.
    static IOException garbage() {
        return new IOException("not what a Wharf says");
    }
}
