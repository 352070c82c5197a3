package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.CheckedEntryStream;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A mail as its MIME structure tells.
///
/// @param bytes to take its parts out of, and for the inner mail of a journal that one's own
/// @param text the words, plain where the mail has plain ones; null when it has none
/// @param pieces everything that is no part of the words
record ParsedMail(
        CheckedEntryStream.Opener bytes,
        MailHeaders headers,
        @Nullable String text,
        List<Piece> pieces) {
    ParsedMail {
        pieces = List.copyOf(pieces);
    }

    /// A part of its own.
    ///
    /// @param index among all parts that hold no others, in order
    /// @param fileName null when the mail gives none
    /// @param type media type in lower case
    /// @param sniffed media type that the first bytes tell; null for none
    record Piece(int index, @Nullable String fileName, String type, @Nullable String sniffed) {
        boolean isMail() {
            return type.equals("message/rfc822") || type.equals("message/global");
        }
    }
}
