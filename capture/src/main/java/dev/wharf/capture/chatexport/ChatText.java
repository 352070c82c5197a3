package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.DamagedEntryException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

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

    /// Reads a text's lines from its start.
    static LineReader read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(1024);
        TextEncoding encoding = TextEncoding.detect(head, head.length);
        return new LineReader(
                new SequenceInputStream(new ByteArrayInputStream(head), in),
                encoding,
                () -> isBrokenOff(in));
    }

    private static boolean isBrokenOff(InputStream in) {
        DamagedEntryException damage = in instanceof UpToTheDamage text ? text.damage() : null;
        return damage != null && damage.brokenOff();
    }
}
