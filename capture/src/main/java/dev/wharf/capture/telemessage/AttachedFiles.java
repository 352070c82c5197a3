package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.MediaTypes;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files of a mail as attachments of its event, each with how to open it.
///
/// @param pending one for each that is PENDING, in order
record AttachedFiles(List<Attachment> attachments, List<ContentOpener> pending) {
    /// Opening the nth part goes through all before it.
    private static final int MOST = 256;

    static AttachedFiles of(ParsedMail mail) {
        List<Attachment> attachments = new ArrayList<>();
        List<ContentOpener> pending = new ArrayList<>();
        for (ParsedMail.Piece piece : mail.pieces()) {
            if (pending.size() < MOST) {
                attachments.add(attachment(piece, AttachmentState.PENDING, null));
                pending.add(() -> MailParser.open(mail.bytes(), piece.index()));
            } else {
                attachments.add(
                        attachment(
                                piece,
                                AttachmentState.MISSING,
                                "the mail has more than %d files; it is in the original"
                                        .formatted(MOST)));
            }
        }
        return new AttachedFiles(List.copyOf(attachments), List.copyOf(pending));
    }

    private static Attachment attachment(
            ParsedMail.Piece piece, AttachmentState state, @Nullable String reason) {
        return new Attachment(
                kind(piece),
                state,
                piece.fileName() == null ? name(piece) : piece.fileName(),
                piece.type(),
                piece.sniffed(),
                -1,
                null,
                reason);
    }

    private static @Nullable String name(ParsedMail.Piece piece) {
        return switch (piece.type()) {
            case "text/plain" -> "text.txt";
            case "text/html" -> "text.html";
            case "message/rfc822", "message/global" -> "message.eml";
            default -> null;
        };
    }

    private static MediaKind kind(ParsedMail.Piece piece) {
        String name = piece.fileName();
        int dot = name == null ? -1 : name.lastIndexOf('.');
        String extension =
                name == null || dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (MediaTypes.declared(extension) != null) {
            return MediaTypes.kind(extension);
        }
        String type = piece.sniffed() == null ? piece.type() : piece.sniffed();
        if (type.contains("vcard")) {
            return MediaKind.CONTACT_CARD;
        }
        return switch (type.substring(0, Math.max(0, type.indexOf('/')))) {
            case "image" -> MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            default -> MediaKind.DOCUMENT;
        };
    }
}
