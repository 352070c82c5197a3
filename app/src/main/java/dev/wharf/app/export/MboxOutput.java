package dev.wharf.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes mails one after another in the mboxrd format: each begins with a `From ` line, a line in
/// it that begins with any number of `>` and `From ` gets one more `>`, lines end with LF, and a
/// blank line follows. Reading takes one `>` away again, so nothing is lost.
///
/// Between [#begin] and [#end] it takes one mail with CRLF line ends. For one thread.
final class MboxOutput extends OutputStream {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final OutputStream out;

    /// Number of `>` held back at the start of a line, -1 once the line is known to need no
    /// quoting.
    private int angles;

    /// Number of characters of `From ` held back after them.
    private int matched;

    private boolean carriageReturn;
    private boolean lineEmpty = true;

    MboxOutput(OutputStream out) {
        this.out = out;
    }

    void begin(Instant time) throws IOException {
        String line = "From MAILER-DAEMON " + ASCTIME.format(time) + "\n";
        out.write(line.getBytes(StandardCharsets.US_ASCII));
        startLine();
    }

    void end() throws IOException {
        release();
        if (carriageReturn) {
            out.write('\r');
            carriageReturn = false;
            lineEmpty = false;
        }
        if (!lineEmpty) {
            out.write('\n');
        }
        out.write('\n');
    }

    @Override
    public void write(int value) throws IOException {
        if (carriageReturn) {
            carriageReturn = false;
            if (value != '\n') {
                literal('\r');
            }
        }
        if (value == '\r') {
            carriageReturn = true;
        } else if (value == '\n') {
            release();
            out.write('\n');
            startLine();
        } else {
            literal(value);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void startLine() {
        angles = 0;
        matched = 0;
        lineEmpty = true;
    }

    private void literal(int value) throws IOException {
        lineEmpty = false;
        if (angles < 0) {
            out.write(value);
        } else if (matched == 0 && value == '>') {
            angles++;
        } else if (value == FROM[matched]) {
            matched++;
            if (matched == FROM.length) {
                out.write('>');
                release();
            }
        } else {
            release();
            out.write(value);
        }
    }

    /// Writes what was held back; the rest of the line passes.
    private void release() throws IOException {
        for (int i = 0; i < angles; i++) {
            out.write('>');
        }
        out.write(FROM, 0, matched);
        angles = -1;
        matched = 0;
    }
}
