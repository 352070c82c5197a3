package dev.wharf.capture.chatexport;

import java.io.IOException;
import java.io.InputStream;

/// One chat's text within an export.
///
/// @param name the file's name, for reports
/// @param titleName the name that tells the chat's title
/// @param latestLocalDay the day the file was written by its container, [Long#MAX_VALUE] if unknown
record ChatText(String name, String titleName, long latestLocalDay, Opener opener) {
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /// Reads the text's lines from its start.
    LineReader lines(InputStream in) throws IOException {
        byte[] head = in.readNBytes(1024);
        TextEncoding encoding = TextEncoding.detect(head, head.length);
        return new LineReader(
                new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(head), in),
                encoding);
    }
}
