package dev.wharf.capture.chatexport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Whether a text is a chat: one of its first lines begins with a date and a time.
final class TextSniffer {
    private static final int LOOKED_AT = 256 * 1024;
    private static final int LINES = 200;

    private TextSniffer() {}

    static boolean isChat(InputStream in) throws IOException {
        byte[] head = in.readNBytes(LOOKED_AT);
        TextEncoding encoding = TextEncoding.detect(head, head.length);
        LineReader lines = new LineReader(new ByteArrayInputStream(head), encoding);
        HeaderScanner scanner = new HeaderScanner();
        Header header = new Header();
        while (lines.number < LINES && lines.next()) {
            if (scanner.scan(lines.text, lines.length, header)) {
                return true;
            }
        }
        return false;
    }
}
