package dev.wharf.app.cli;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A secret that somebody hands over, from a file or from standard input. Never from an argument:
/// everybody on the machine may read those.
final class GivenSecret {

    private static final int MOST_BYTES = 8192;

    private GivenSecret() {}

    /// Without the line end that editors and `echo` leave.
    ///
    /// @param file null for standard input, asked for where that is a terminal
    static Secret read(Verb verb, @Nullable String file, String question) throws IOException {
        byte[] bytes = file == null ? typed(verb, question) : of(verb.surroundings().path(file));
        try {
            int end = bytes.length;
            while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            if (end == 0 || bytes.length > MOST_BYTES) {
                throw new WharfException(
                        ErrorCode.INPUT_UNREADABLE,
                        "A secret has 1 to 8192 bytes; nothing was done.");
            }
            byte[] text = Arrays.copyOf(bytes, end);
            Secret secret = Secret.copyOf(text);
            Arrays.fill(text, (byte) 0);
            return secret;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Byte for byte: a key file may end with what looks like a line end.
    ///
    /// @param file null for standard input, asked for where that is a terminal
    static Secret exactly(Verb verb, @Nullable String file, String question) throws IOException {
        byte[] bytes = file == null ? typed(verb, question) : of(verb.surroundings().path(file));
        try {
            if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                throw new WharfException(
                        ErrorCode.INPUT_UNREADABLE,
                        "%s: a key or passcode has 1 to 8192 bytes; nothing was done."
                                .formatted(file == null ? "standard input" : file));
            }
            return Secret.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] typed(Verb verb, String question) throws IOException {
        InputStream in = verb.surroundings().in();
        if (!verb.surroundings().terminals().contains("0")) {
            return in.readNBytes(MOST_BYTES + 1);
        }
        verb.surroundings().err().print(question);
        verb.surroundings().err().flush();
        byte[] line = new byte[MOST_BYTES + 1];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n' && length < line.length; ) {
            line[length++] = (byte) next;
            next = in.read();
        }
        byte[] typed = Arrays.copyOf(line, length);
        Arrays.fill(line, (byte) 0);
        return typed;
    }

    private static byte[] of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }
}
