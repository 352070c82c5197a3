package dev.wharf.connector.intake;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MediaKind;

import java.util.List;

/// Files that come with an event.
final class Files {
    private Files() {}

    /// Everything its source names, there or not. A preview is no file of its own.
    static int named(Content content) {
        int named = 0;
        for (Attachment attachment : of(content)) {
            named += attachment.kind() == MediaKind.THUMBNAIL ? 0 : 1;
        }
        return named;
    }

    /// Those that are there.
    static int held(Content content) {
        int held = 0;
        for (Attachment attachment : of(content)) {
            boolean there =
                    attachment.kind() != MediaKind.THUMBNAIL
                            && (attachment.state() == AttachmentState.PRESENT
                                    || attachment.state() == AttachmentState.PENDING);
            held += there ? 1 : 0;
        }
        return held;
    }

    /// Those that its source names and does not hold.
    static List<Attachment> missing(Content content) {
        List<Attachment> all = of(content);
        // Nearly all messages: no stream for them.
        return all.isEmpty()
                ? all
                : all.stream().filter(one -> one.state() == AttachmentState.MISSING).toList();
    }

    private static List<Attachment> of(Content content) {
        return switch (content) {
            case Content.Message message -> message.attachments();
            case Content.Edit edit -> edit.replacement().attachments();
            default -> List.of();
        };
    }
}
