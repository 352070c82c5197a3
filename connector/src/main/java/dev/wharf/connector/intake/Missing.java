package dev.wharf.connector.intake;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;

/// How many attachments of an event its source names and does not hold.
final class Missing {
    private Missing() {}

    static int in(Content content) {
        return switch (content) {
            case Content.Message message ->
                    (int)
                            message.attachments().stream()
                                    .map(Attachment::state)
                                    .filter(AttachmentState.MISSING::equals)
                                    .count();
            case Content.Edit edit -> in(edit.replacement());
            default -> 0;
        };
    }
}
