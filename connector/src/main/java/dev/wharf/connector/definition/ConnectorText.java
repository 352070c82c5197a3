package dev.wharf.connector.definition;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A connector file, opened.
///
/// @param name for messages
public record ConnectorText(String name, String text, Companions companions) {

    /// @throws WharfException CONFIG_INVALID when it cannot be read
    public static ConnectorText of(Path file) {
        try {
            return new ConnectorText(
                    file.toString(),
                    decode(file.toString(), Files.readAllBytes(file)),
                    path -> Files.readAllBytes(file.resolveSibling(path)));
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "Could not read %s; check that it is there, and its rights.".formatted(file),
                    e);
        }
    }

    /// UTF-8, and nothing else; a byte order mark of a text editor is dropped.
    static String decode(String name, byte[] bytes) {
        String text = utf8(name, bytes);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// To the byte.
    static String utf8(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID, name + " is not UTF-8; save it as UTF-8.", e);
        }
    }
}
