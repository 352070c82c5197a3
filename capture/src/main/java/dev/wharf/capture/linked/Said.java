package dev.wharf.capture.linked;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Content;

import java.util.List;

/// What an event says, and the openers of the files it says are there.
record Said(Content content, List<ContentOpener> files) {
    Said(Content content) {
        this(content, List.of());
    }

    Draft in(Draft draft) {
        return draft.saying(content, files);
    }
}
