package dev.wharf.capture.linked;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The files that a webhook names. A gateway keeps them on its own disk for a while; what the site
/// fetched in time lies beside the capture.
final class Media {
    private final CaptureBody body;

    Media(CaptureBody body) {
        this.body = body;
    }

    /// @param openers one when the file lies beside the capture
    record Named(Attachment attachment, List<ContentOpener> openers) {}

    /// A file as an update names it.
    ///
    /// @param id what the site fetched it by; null when the update does not say where it lies
    /// @param sha256 in base64
    /// @param trouble why the gateway itself has not got it; null when it has
    record Described(
            MediaKind kind,
            @Nullable String id,
            @Nullable String fileName,
            @Nullable String type,
            long size,
            @Nullable String sha256,
            @Nullable String trouble) {}

    Named named(Described file) {
        String id = file.id;
        Optional<ContentOpener> opener = id == null ? Optional.empty() : body.companion(id);
        Attachment attachment =
                new Attachment(
                        file.kind,
                        opener.isPresent() ? AttachmentState.PENDING : AttachmentState.MISSING,
                        file.fileName,
                        file.type,
                        null,
                        file.size,
                        null,
                        opener.isPresent() ? null : reason(file));
        return new Named(attachment, opener.map(List::of).orElse(List.of()));
    }

    private String reason(Described file) {
        if (file.trouble != null) {
            return file.trouble;
        }
        Optional<String> tried = file.id == null ? Optional.empty() : body.missing(file.id);
        if (tried.isPresent()) {
            return tried.get();
        }
        Optional<ContentDigest> digest = WahaFiles.digest(file.sha256);
        return "named by the webhook, not fetched"
                + digest.map(sha256 -> " (SHA-256 " + sha256 + ")").orElse("");
    }

    /// What a media type tells; a voice note is no more than audio by its type.
    static MediaKind kind(@Nullable String type) {
        if (type == null) {
            return MediaKind.UNKNOWN;
        }
        int slash = type.indexOf('/');
        return switch (slash < 0 ? type : type.substring(0, slash)) {
            case "image" -> MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            default -> MediaKind.DOCUMENT;
        };
    }
}
