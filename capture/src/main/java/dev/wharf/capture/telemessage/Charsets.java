package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/// Text from bytes whose character set may be declared wrongly, not at all, or be unknown.
final class Charsets {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Charsets() {}

    /// By the declared set where the bytes are text in it; else UTF-8 where they are that; else
    /// Windows-1252, in which everything is text.
    static String decode(byte[] bytes, @Nullable String declared) {
        Charset charset = known(declared);
        boolean says = charset != null && !charset.equals(StandardCharsets.US_ASCII);
        String text = says && charset != null ? strict(bytes, charset) : null;
        if (text == null) {
            text = strict(bytes, StandardCharsets.UTF_8);
        }
        return text == null ? new String(bytes, WINDOWS) : text;
    }

    private static @Nullable Charset known(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            Charset charset = Charset.forName(name.strip());
            return charset.canEncode() ? charset : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
