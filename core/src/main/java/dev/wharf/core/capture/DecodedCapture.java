package dev.wharf.core.capture;

import java.io.IOException;

/// One surveyed capture. For one thread; several passes are allowed, each from the start.
public interface DecodedCapture extends AutoCloseable {

    /// What the survey found. When it holds questions, nothing may be archived until they are
    /// answered. Some sources count their events by a pass over them, which is made now unless
    /// [#events] has come to its end before.
    SourceReport report() throws IOException;

    /// What of the report is known without such a pass: all that says whose and which chat it is,
    /// when it begins and ends, who wrote, and what is asked. Numbers may be zero, that of events
    /// about right, and warnings may be missing.
    default SourceReport outline() throws IOException {
        return report();
    }

    /// Streams all events in source order, in bounded memory. Every pass gives the same events.
    void events(Sink sink) throws IOException;

    @FunctionalInterface
    interface Sink {
        void accept(DecodedEvent event) throws IOException;
    }

    @Override
    void close();
}
