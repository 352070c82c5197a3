package dev.wharf.core.event;

import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

/// A file that came with a message.
///
/// @param fileName as the source names it, untrusted: may hold anything
/// @param declaredType the media type the source claims
/// @param sniffedType the media type the first bytes tell
/// @param size in bytes, -1 when unknown
/// @param digest of the plain bytes; present exactly when the state is PRESENT
/// @param reason why it is not there, for a person; null when PRESENT
public record Attachment(
        MediaKind kind,
        AttachmentState state,
        @Nullable String fileName,
        @Nullable String declaredType,
        @Nullable String sniffedType,
        long size,
        @Nullable ContentDigest digest,
        @Nullable String reason) {

    public Attachment {
        if ((state == AttachmentState.PRESENT) != (digest != null)) {
            throw new IllegalArgumentException(
                    "an attachment has a digest exactly when it is present");
        }
    }

    public static Attachment omitted(MediaKind kind, @Nullable String fileName) {
        return new Attachment(
                kind,
                AttachmentState.OMITTED,
                fileName,
                null,
                null,
                -1,
                null,
                "left out of the export");
    }
}
