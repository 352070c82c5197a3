package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;

import java.util.EnumMap;
import java.util.Map;

/// Counts the events of a text.
final class Census implements DecodedCapture.Sink {
    final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    long events;
    long found;
    long missing;
    long omitted;

    @Override
    public void accept(DecodedEvent event) {
        events++;
        Content content = event.event().content();
        byKind.merge(content.kind(), 1L, Long::sum);
        if (content instanceof Content.Message message) {
            message.attachments().forEach(this::count);
        }
    }

    private void count(Attachment attachment) {
        switch (attachment.state()) {
            case PENDING, PRESENT -> found++;
            case MISSING, UNAVAILABLE -> missing++;
            case OMITTED -> omitted++;
        }
    }
}
