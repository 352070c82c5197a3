package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;

import java.util.EnumMap;
import java.util.Map;

/// Counts the events of a text.
@SuppressWarnings("EnumOrdinal") // an array of this run, never stored
final class Census implements DecodedCapture.Sink {
    private static final EventKind[] KINDS = EventKind.values();

    private final long[] ofKind = new long[KINDS.length];
    long events;
    long found;
    long missing;
    long omitted;

    @Override
    public void accept(DecodedEvent event) {
        events++;
        Content content = event.event().content();
        ofKind[content.kind().ordinal()]++;
        if (content instanceof Content.Message message) {
            message.attachments().forEach(this::count);
        }
    }

    Map<EventKind, Long> byKind() {
        Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
        for (EventKind kind : KINDS) {
            if (ofKind[kind.ordinal()] > 0) {
                byKind.put(kind, ofKind[kind.ordinal()]);
            }
        }
        return byKind;
    }

    private void count(Attachment attachment) {
        switch (attachment.state()) {
            case PENDING, PRESENT -> found++;
            case MISSING, UNAVAILABLE -> missing++;
            case OMITTED -> omitted++;
        }
    }
}
