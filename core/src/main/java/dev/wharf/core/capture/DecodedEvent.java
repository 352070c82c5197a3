package dev.wharf.core.capture;

import dev.wharf.core.event.Event;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// An event as decoded: people by the source's names, attachments PENDING.
///
/// @param raw the source's own bytes for this event (the lines of an export, the JSON of one
///   update)
/// @param pending one opener for each PENDING attachment of the event, in order; valid until the
///   next event is asked for. Only what is new gets opened and stored
@SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
public record DecodedEvent(Event event, byte[] raw, List<ContentOpener> pending) {
    public DecodedEvent {
        pending = List.copyOf(pending);
    }

    @FunctionalInterface
    public interface ContentOpener {
        InputStream open() throws IOException;
    }
}
