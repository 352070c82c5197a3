package dev.wharf.capture.cloudapi;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/// The files that a webhook names. It never holds them: what the site fetched in time lies beside
/// the capture, everything else is missing, by name and digest.
final class Media {
    private final CaptureBody body;

    Media(CaptureBody body) {
        this.body = body;
    }

    /// @param openers one when the file lies beside the capture
    record Named(Attachment attachment, List<ContentOpener> openers) {}

    /// @param media the object with `id`, `mime_type`, `sha256`, `filename`
    Named named(MediaKind kind, JsonNode media) {
        String id = Nodes.text(media, "id");
        Optional<ContentOpener> opener = id == null ? Optional.empty() : body.companion(id);
        Attachment attachment =
                new Attachment(
                        kind,
                        opener.isPresent() ? AttachmentState.PENDING : AttachmentState.MISSING,
                        Nodes.text(media, "filename"),
                        Nodes.text(media, "mime_type"),
                        null,
                        -1,
                        null,
                        opener.isPresent() ? null : reason(id, Nodes.text(media, "sha256")));
        return new Named(attachment, opener.map(List::of).orElse(List.of()));
    }

    private static String reason(@Nullable String id, @Nullable String sha256) {
        StringBuilder reason = new StringBuilder("named by the webhook, not fetched");
        Optional<ContentDigest> digest = MediaDigest.read(sha256);
        if (id != null || digest.isPresent()) {
            reason.append(" (");
            reason.append(id == null ? "" : "media " + id);
            reason.append(id != null && digest.isPresent() ? ", " : "");
            reason.append(digest.map(one -> "SHA-256 " + one).orElse(""));
            reason.append(')');
        }
        return reason.toString();
    }
}
