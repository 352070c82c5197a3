package dev.wharf.core.capture;

import java.io.IOException;

/// One surveyed capture. For one thread; several passes are allowed, each from the start.
public interface DecodedCapture extends AutoCloseable {

    /// What the survey found. When it holds questions, nothing may be archived until they are
    /// answered.
    SourceReport report();

    /// Streams all events in source order, in bounded memory. Every pass gives the same events.
    void events(Sink sink) throws IOException;

    @FunctionalInterface
    interface Sink {
        void accept(DecodedEvent event) throws IOException;
    }

    @Override
    void close();
}
